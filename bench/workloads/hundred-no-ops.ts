import { against, comparePeers, rows } from '../compare-peers.ts';
import { independentJobs } from '../graph.ts';
import type { Workload } from '../workload.ts';

/** Few enough jobs for the peers that start npm for every job. */
export const hundredNoOps: Workload = {
  id: 'no-ops-100',
  title: 'Wall time of 100 independent no-ops, 4 at once',
  measure: async (bench) => {
    const contest = { graph: independentJobs(100, ':'), runs: bench.runs(3, 1), npm: true } as const;
    const contenders = await comparePeers(contest, bench);
    const goal = against('mission over the fastest peer for Node', contenders, ({ kind }) => kind === 'node', 1);
    return [...rows(contenders), ...goal];
  },
};
