import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.ts';
import type { Figure } from '../figure.ts';
import { independentJobs } from '../graph.ts';
import { installedVersion } from '../peers/installed-version.ts';
import { mission } from '../peers/mission.ts';
import type { Bench, Workload } from '../workload.ts';

const FEW = 100;
const MANY = 300;

/**
 * System calls and files of one more task: the difference between two runs, so that start and end of the program do not count. Only the main
 * thread of the runner is traced: neither its tasks nor the processes that start them. Calls do not depend on the machine's other work.
 */
export const launchCalls: Workload = {
  id: 'calls',
  title: 'System calls and files for each no-op, in the main thread of the runner',
  measure: async (bench) => {
    if (installedVersion('strace') === undefined) {
      return [{ name: 'system calls', reason: 'not installed; to install it: apt-get install strace' }];
    }
    const [few, many] = [await counted(FEW, bench), await counted(MANY, bench)];
    const each = (name: string): number => ((many.calls.get(name) ?? 0) - (few.calls.get(name) ?? 0)) / (MANY - FEW);
    const names = [...many.calls.keys()].filter((name) => each(name) >= 1).sort((a, b) => each(b) - each(a));
    const all = [...many.calls.keys()].reduce((sum, name) => sum + each(name), 0);
    const made = (many.made - few.made) / (MANY - FEW);
    const left = (many.left - few.left) / (MANY - FEW);
    return [
      { name: 'all calls', unit: 'calls', values: [all], goal: { atMost: 100, by: 'median' } },
      ...names.slice(0, 8).map((name): Figure => ({ name, unit: 'calls', values: [each(name)] })),
      { name: 'files made', unit: 'files', values: [made], goal: { atMost: 7.5, by: 'median' } },
      { name: 'files left in the folder of the run', unit: 'files', values: [left], goal: { atMost: 2, by: 'median' } },
    ];
  },
};

interface Counted {
  readonly calls: ReadonlyMap<string, number>;
  readonly made: number;
  readonly left: number;
}

async function counted(tasks: number, bench: Bench): Promise<Counted> {
  const folder = bench.newFolder();
  const command = mission.prepare(independentJobs(tasks, ':'), folder, bench);
  if (command === undefined) throw new Error('expected a mission to express every graph');
  const trace = join(folder, 'calls.txt');
  await run({ program: 'strace', arguments: ['-o', trace, command.program, ...command.arguments] }, folder);
  const calls = new Map<string, number>();
  let made = 0;
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const name = /^\w+(?=\()/.exec(line)?.[0];
    if (name === undefined) continue;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (name === 'openat' && line.includes('O_CREAT') && !line.includes('= -1')) made += 1;
  }
  const left = readdirSync(join(folder, 'run'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return { calls, made, left: left.length };
}
