import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { run } from '../command.ts';
import { make } from '../peers/make.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 6;
/** Rounds of the loop that a task divides among its spinners: one to three seconds of one CPU. */
const WORK = 60_000_000;
const WORK_WHEN_QUICK = 20_000_000;
/** Milliseconds between two looks at the spinners. */
const LOOK = 25;

/** Tasks that each start one busy process for each CPU that they see, as test runners and compilers do. */
export const nestedPools: Workload = {
  id: 'nested-pools',
  title: `${TASKS} tasks that each start one spinner per \`nproc\` (a third of the work with --quick)`,
  measure: async (bench) => {
    if (!existsSync('/proc/self/stat')) return [{ name: 'nested pools', reason: 'no /proc to count threads in' }];
    const cpus = availableParallelism();
    const free: number[] = [];
    const bound: number[] = [];
    const walls: number[] = [];
    const makes: number[] = [];
    const usual: number[] = [];
    for (let round = 0; round < bench.runs(3, 1); round++) {
      free.push((await asMission('', `workers: { limit: ${cpus} }`, bench)).most);
      const own = await asMission('cpus: 1, ', `workers: { limit: ${cpus} }`, bench);
      bound.push(own.most);
      walls.push(own.wall);
      usual.push((await asMission('cpus: 1, ', '', bench)).most);
      makes.push(await asMake(cpus, bench));
    }
    const goal = { atMost: cpus + 1, by: 'maximum' } as const;
    return [
      { name: `most runnable threads, ${cpus} workers`, unit: 'tasks', values: free },
      { name: `most runnable threads, ${cpus} workers and \`cpus: 1\``, unit: 'tasks', values: bound, goal },
      { name: 'most runnable threads, `cpus: 1` alone', unit: 'tasks', values: usual },
      { name: 'makespan with `cpus: 1`', unit: 's', values: walls },
      { name: `make -j${cpus} with one spinner each`, unit: 's', values: makes },
      {
        name: `makespan over make -j${cpus}`,
        unit: '×',
        values: walls.map((wall, round) => wall / (makes[round] ?? Number.NaN)),
        goal: { atMost: 1.05, by: 'median' },
      },
    ];
  },
};

/** @param count a shell text for the number of spinners; @param mark in their arguments, by which they are counted */
function command(count: string, mark: string, { quick }: Bench): string {
  const work = quick ? WORK_WHEN_QUICK : WORK;
  return `n=${count}; for i in $(seq $n); do awk -v mark=${mark} -v n=$((${work} / n)) "BEGIN { for (i = 0; i < n; i++) x += i }" & done; wait`;
}

async function asMission(keys: string, admission: string, bench: Bench): Promise<{ wall: number; most: number }> {
  const folder = bench.newFolder();
  const mark = basename(folder);
  const file = join(folder, 'mission.yml');
  const rows = Array.from(
    { length: TASKS },
    (_, index) => `  t${index}: { ${keys}run: '${command('$(nproc)', mark, bench)}' }`,
  );
  writeFileSync(file, ['name: Benchmark', `admission: { ${admission} }`, 'tasks:', ...rows, ''].join('\n'));
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, countRunnable(mark));
  }, LOOK);
  try {
    const options = ['--dir', join(folder, 'run'), '--log', 'none'];
    const wall = await run({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
    return { wall: wall / 1000, most };
  } finally {
    clearInterval(timer);
  }
}

async function asMake(atOnce: number, bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const jobs = Array.from({ length: TASKS }, (_, index) => ({
    id: `t${index}`,
    needs: [],
    run: command('1', basename(folder), bench),
  }));
  const prepared = make.prepare({ jobs, atOnce }, folder, bench);
  if (prepared === undefined) throw new Error('expected make to express independent jobs');
  return (await run(prepared, folder)) / 1000;
}

/** Spinners that run or wait for a CPU. Each has one thread. */
function countRunnable(mark: string): number {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isRunnable(pid, mark)).length;
}

function isRunnable(pid: string, mark: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return (
      stat.includes(' R ') &&
      stat.includes('awk') &&
      readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`mark=${mark}\0`)
    );
  } catch {
    // It has ended since it was listed.
    return false;
  }
}
