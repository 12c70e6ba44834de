import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, layeredJobs } from '../graph.ts';
import { missionText } from '../mission-text.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const LAYERS = 10;
const PARENTS = 3;

/** Reading, checking and simulating a large file, with the start of the process. */
export const planLarge: Workload = {
  id: 'plan',
  title: `plan of a large mission, ${LAYERS} layers, ${PARENTS} parents each`,
  measure: async (bench) => {
    const small = layeredJobs(1000, LAYERS, PARENTS, ':');
    const large = layeredJobs(10_000, LAYERS, PARENTS, ':');
    const smallRuns: Usage[] = [];
    const largeRuns: Usage[] = [];
    for (let index = 0; index < bench.runs(7, 3); index++) {
      smallRuns.push(await plan(small, bench));
      largeRuns.push(await plan(large, bench));
    }
    const goal = { atMost: 1, by: 'median' } as const;
    return [
      { name: '10,000 tasks', unit: 's', values: largeRuns.map((usage) => usage.wall / 1000), goal },
      { name: '10,000 tasks, own CPU', unit: 's', values: largeRuns.map((usage) => usage.cpu / 1000) },
      { name: '1,000 tasks', unit: 's', values: smallRuns.map((usage) => usage.wall / 1000) },
    ];
  },
};

function plan(graph: Graph, bench: Bench): Promise<Usage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  writeFileSync(file, missionText(graph));
  return ownUsage({ program: process.execPath, arguments: [bench.cli, 'plan', file] }, folder);
}
