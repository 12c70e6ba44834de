import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, run } from '../command.ts';
import { type ControlGroup, makeControlGroup } from '../control-group.ts';
import type { Finding } from '../figure.ts';
import { independentJobs } from '../graph.ts';
import { make } from '../peers/make.ts';
import { spread } from '../statistics.ts';
import type { Bench, Workload } from '../workload.ts';

const JOBS = 12;
const EACH = 1_500_000_000;
const ALL = 6_000_000_000;
const holder = join(import.meta.dirname, '../programs/hold-memory.mjs');
const graph = independentJobs(JOBS, `${process.execPath} ${holder} ${EACH} 3`);

interface Contender {
  readonly name: string;
  prepare(folder: string, bench: Bench): Command | undefined;
  readonly walls: number[];
  readonly killed: number[];
}

/** Tasks that need more memory than their control group has, compared with make at each plausible number of jobs. */
export const muchMemory: Workload = {
  id: 'memory-limit',
  title: `${JOBS} tasks of ${EACH / 1e9} GB on ${ALL / 1e9} GB`,
  measure: async (bench) => {
    const contenders = [
      contender('tasks that declare their memory', (folder, { cli }) =>
        missionOf(cli, folder, 'memory: 1.5GB, ', 'tests'),
      ),
      contender('tasks that declare nothing, `gate: all`', (folder, { cli }) => missionOf(cli, folder, '', 'all')),
      ...[1, 2, 3, 4].map((atOnce) =>
        contender(`make -j${atOnce}`, (folder, own) => make.prepare({ ...graph, atOnce }, folder, own)),
      ),
    ];
    for (let round = 0; round < bench.runs(2, 1); round++) {
      for (const one of contenders) {
        const reason = await attempt(one, bench);
        if (reason !== undefined) return [{ name: 'control group', reason }];
      }
    }
    return findings(contenders);
  },
};

function contender(name: string, prepare: Contender['prepare']): Contender {
  return { name, prepare, walls: [], killed: [] };
}

/** Runs one round of a contender. Returns the reason if no control group can be made. */
async function attempt({ prepare, walls, killed }: Contender, bench: Bench): Promise<string | undefined> {
  let group: ControlGroup;
  try {
    group = makeControlGroup(ALL);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const folder = bench.newFolder();
  const command = prepare(folder, bench);
  if (command === undefined) throw new Error('expected a command');
  try {
    walls.push((await run(group.inside(command), folder)) / 1000);
  } catch (error) {
    // A failure because the kernel killed a process is a result.
    if (group.killed() === 0) throw error;
  } finally {
    killed.push(group.killed());
    group.remove();
  }
  return undefined;
}

function findings(contenders: readonly Contender[]): readonly Finding[] {
  const [declared] = contenders;
  const best = Math.min(
    ...contenders
      .filter(({ name }) => name.startsWith('make'))
      .flatMap(whole)
      .map(({ walls }) => spread(walls).median),
  );
  return [
    ...contenders.map((one): Finding => {
      const wall = whole(one).length === 0 ? { reason: 'does not finish' } : { unit: 's' as const, values: one.walls };
      return { name: one.name, ...wall };
    }),
    ...contenders.map(({ name, killed }): Finding => {
      const goal = name.startsWith('make') ? {} : { goal: { atMost: 0, by: 'maximum' } as const };
      return { name: `${name}: killed for memory`, unit: 'tasks', values: killed, ...goal };
    }),
    {
      name: 'tasks that declare their memory, over the best make',
      unit: '×',
      values: (declared?.walls ?? []).map((wall) => wall / best),
      goal: { atMost: 1.15, by: 'median' },
    },
  ];
}

/** The contender if it has a wall time for every round, else nothing. */
function whole(one: Contender): readonly Contender[] {
  return one.walls.length === one.killed.length ? [one] : [];
}

function missionOf(cli: string, folder: string, declared: string, gate: 'tests' | 'all'): Command {
  const file = join(folder, 'mission.yml');
  const tasks = graph.jobs.map(({ id, run: command }) => `  ${id}: { ${declared}run: ${command} }`);
  // CPU readings never close the gate. A short patience limits the wait if other processes use the memory.
  const admission = `admission: { gate: ${gate}, cpu: { caution: 100, limit: 100 }, patience: 1m }`;
  writeFileSync(file, ['name: Benchmark', admission, 'tasks:', ...tasks, ''].join('\n'));
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  return { program: process.execPath, arguments: [cli, 'run', file, ...options] };
}
