import { against, comparePeers, rows } from '../compare-peers.ts';
import { independentJobs } from '../graph.ts';
import type { Workload } from '../workload.ts';

export const oneNoOp: Workload = {
  id: 'one',
  title: 'Wall time of one no-op, from program start to exit',
  measure: async (bench) => {
    const contest = { graph: independentJobs(1, ':'), runs: bench.runs(15, 5), npm: true } as const;
    const contenders = await comparePeers(contest, bench);
    return [
      ...rows(contenders),
      ...against('mission over a bare Node process', contenders, ({ kind }) => kind === 'floor', 1.8),
      ...against('mission over the fastest peer for Node', contenders, ({ kind }) => kind === 'node', 1),
      ...against('mission over npm-run-all2 -x', contenders, ({ name }) => name === 'npm-run-all2 -x', 1),
      ...against('mission over GNU parallel', contenders, ({ name }) => name === 'GNU parallel', 1),
    ];
  },
};
