import { against, comparePeers, rows } from '../compare-peers.ts';
import { independentJobs } from '../graph.ts';
import { ownUsage } from '../own-usage.ts';
import { mission } from '../peers/mission.ts';
import type { Bench, Workload } from '../workload.ts';

export const thousandNoOps: Workload = {
  id: 'no-ops',
  title: 'Wall time of 1,000 independent no-ops, 4 at once',
  measure: (bench) => noOps(1000, bench.runs(5, 1), bench),
};

export const tenThousandNoOps: Workload = {
  id: 'no-ops-10000',
  title: 'Wall time of 10,000 independent no-ops, 4 at once',
  measure: async (bench) => {
    const runs = bench.full ? 3 : 1;
    const graph = independentJobs(10_000, ':');
    const peaks: number[] = [];
    for (let index = 0; index < runs; index++) {
      const folder = bench.newFolder();
      const command = mission.prepare(graph, folder, bench);
      if (command !== undefined) peaks.push((await ownUsage(command, folder)).peakMemory / 1e6);
    }
    return [
      ...(await noOps(10_000, runs, bench)),
      { name: 'peak memory of the runner', unit: 'MB', values: peaks, goal: { atMost: 150, by: 'maximum' } },
    ];
  },
};

async function noOps(count: number, runs: number, bench: Bench): ReturnType<Workload['measure']> {
  const contenders = await comparePeers({ graph: independentJobs(count, ':'), runs }, bench);
  return [
    ...rows(contenders),
    ...against('mission over the bare spawn loop', contenders, ({ kind }) => kind === 'floor', 1.5),
    ...against('mission over the fastest peer for Node', contenders, ({ kind }) => kind === 'node', 1),
    ...against('mission over GNU parallel', contenders, ({ name }) => name === 'GNU parallel', 1),
  ];
}
