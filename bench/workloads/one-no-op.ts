import { against, comparePeers, rows } from '../compare-peers.ts';
import { independentJobs } from '../graph.ts';
import type { Workload } from '../workload.ts';

export const oneNoOp: Workload = {
  id: 'one',
  title: 'Wall time of one no-op, start of the program to its end',
  measure: async (bench) => {
    const contest = { graph: independentJobs(1, ':'), runs: bench.runs(15, 5), npm: true } as const;
    const contenders = await comparePeers(contest, bench);
    return [
      ...rows(contenders),
      ...against('mission over a bare Node process', contenders, ({ kind }) => kind === 'floor', 1.6),
      ...against('mission over the fastest peer for Node', contenders, ({ kind }) => kind === 'node', 1),
    ];
  },
};
