import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, run } from '../command.ts';
import { independentJobs } from '../graph.ts';
import { bareSpawnLoop } from '../peers/bare-spawn-loop.ts';
import { mission } from '../peers/mission.ts';
import type { Workload } from '../workload.ts';

/**
 * From the start of the Mission Runner process to the first line of the task's own shell. The shell writes the wall clock
 * in microseconds without starting another program. The process starts at a tick of the same clock.
 */
export const startToFirstTask: Workload = {
  id: 'start',
  title: 'From start to the first task',
  measure: async (bench) => {
    const own: number[] = [];
    const bareSpawn: number[] = [];
    const bareNode: number[] = [];
    for (let index = 0; index < bench.runs(21, 7); index++) {
      const folder = bench.newFolder();
      const stamp = join(folder, 'stamp.txt');
      const graph = independentJobs(1, `printf %s "$EPOCHREALTIME" > '${stamp}'`);
      for (const [peer, values] of [[mission, own] as const, [bareSpawnLoop, bareSpawn] as const]) {
        const command = peer.prepare(graph, folder, bench);
        if (command !== undefined) values.push(await untilStamp(command, stamp, folder));
      }
      bareNode.push(await run({ program: process.execPath, arguments: ['-e', '0'] }, folder));
    }
    return [
      { name: 'mission run', unit: 'ms', values: own, goal: { atMost: 70, by: 'median' } },
      { name: 'bare Node that starts the same shell', unit: 'ms', values: bareSpawn },
      { name: 'node -e 0, start to end', unit: 'ms', values: bareNode },
    ];
  },
};

async function untilStamp(command: Command, stamp: string, folder: string): Promise<number> {
  const started = nextTick();
  await run(command, folder);
  // Some locales write a comma.
  const seconds = Number(readFileSync(stamp, 'utf8').replace(',', '.'));
  if (!(seconds > 0)) throw new Error('expected a time from EPOCHREALTIME, found none; install bash 5 or later');
  return seconds * 1000 - started;
}

/** Waits until the wall clock reaches the next whole millisecond, where its reading is exact, and returns it. */
function nextTick(): number {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return now;
}
