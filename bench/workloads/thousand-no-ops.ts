import { comparePeers } from '../compare-peers.ts';
import { independentJobs } from '../graph.ts';
import type { Workload } from '../workload.ts';

export const thousandNoOps: Workload = {
  id: 'no-ops',
  title: 'Wall time of 1,000 independent no-ops, 4 at once',
  measure: (bench) => comparePeers(independentJobs(1000, ':'), bench.runs(5, 1), bench),
};
