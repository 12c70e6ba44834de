import type { Finding } from '../figure.ts';
import { type Graph, independentJobs } from '../graph.ts';
import { ownUsage } from '../own-usage.ts';
import { bareSpawnLoop } from '../peers/bare-spawn-loop.ts';
import { mission } from '../peers/mission.ts';
import type { Peer } from '../peers/peer.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 1000;

/** CPU of the Mission Runner process without its tasks, minus what Node needs to start the same shells. Includes start-up. */
export const ownCpu: Workload = {
  id: 'cpu',
  title: `Own CPU per task, ${TASKS} no-ops, 4 at once`,
  measure: async (bench): Promise<readonly Finding[]> => {
    const graph = independentJobs(TASKS, ':');
    const own: number[] = [];
    const bare: number[] = [];
    for (let index = 0; index < bench.runs(5, 1); index++) {
      own.push(await cpuPerTask(mission, graph, bench));
      bare.push(await cpuPerTask(bareSpawnLoop, graph, bench));
    }
    const beyond = own.map((value, index) => value - (bare[index] ?? 0));
    return [
      { name: 'mission run, minus the bare loop', unit: 'ms', values: beyond, goal: { atMost: 2.5, by: 'median' } },
      { name: 'mission run', unit: 'ms', values: own },
      { name: 'bare Node spawn loop', unit: 'ms', values: bare },
    ];
  },
};

async function cpuPerTask(peer: Peer, graph: Graph, bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const command = peer.prepare(graph, folder, bench);
  if (command === undefined) throw new Error(`expected ${peer.name} to run independent tasks`);
  return (await ownUsage(command, folder)).cpu / TASKS;
}
