import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, independentJobs } from '../graph.ts';
import { ownUsage } from '../own-usage.ts';
import { mission } from '../peers/mission.ts';
import type { Bench, Workload } from '../workload.ts';

const GOAL = { atMost: 110, by: 'maximum' } as const;
const OUTPUT = 1_000_000_000;

/** Largest resident set of the Mission Runner process, without its tasks. */
export const peakMemory: Workload = {
  id: 'memory',
  title: 'Peak memory of the Mission Runner process',
  measure: async (bench) => {
    const loud = independentJobs(1, printing(OUTPUT));
    const together = independentJobs(20, printing(OUTPUT / 20), 20);
    const many: number[] = [];
    const much: number[] = [];
    const atOnce: number[] = [];
    for (let index = 0; index < bench.runs(3, 1); index++) {
      many.push(await peak(independentJobs(1000, ':'), bench));
      much.push(await peak(loud, bench, expectWholeLog));
      atOnce.push(await peak(together, bench, expectWholeLog));
    }
    return [
      { name: '1,000 tasks', unit: 'MB', values: many, goal: GOAL },
      { name: 'one task that prints 1 GB', unit: 'MB', values: much, goal: GOAL },
      { name: '20 tasks at once that print 50 MB each', unit: 'MB', values: atOnce, goal: GOAL },
    ];
  },
};

function printing(bytes: number): string {
  return `head -c ${bytes} < <(yes 'a line of output, as a build prints it')`;
}

async function peak(graph: Graph, bench: Bench, check?: (folder: string) => void): Promise<number> {
  const folder = bench.newFolder();
  const command = mission.prepare(graph, folder, bench);
  if (command === undefined) throw new Error('expected a mission to express every graph');
  const { peakMemory } = await ownUsage(command, folder);
  check?.(folder);
  return peakMemory / 1e6;
}

/** Throws if output was lost, because such a run would need little memory too. Removes the logs, which would fill the disk. */
function expectWholeLog(folder: string): void {
  const logs = join(folder, 'run/logs');
  const bytes = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
  rmSync(logs, { recursive: true });
  if (bytes < OUTPUT) throw new Error(`expected a log of ${OUTPUT} bytes, found ${bytes}`);
}
