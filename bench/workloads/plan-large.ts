import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layeredJobs } from '../graph.ts';
import { missionText } from '../mission-text.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const LAYERS = 10;
const PARENTS = 3;

/** Reads, checks and simulates a large file. Includes the start of the process. */
export const planLarge: Workload = {
  id: 'plan',
  title: `plan of a large mission, ${LAYERS} layers, ${PARENTS} parents each`,
  measure: async (bench) => {
    const small = layeredJobs(1000, LAYERS, PARENTS, ':');
    const large = layeredJobs(10_000, LAYERS, PARENTS, ':');
    const matrix = matrixText();
    const matrixRuns: Usage[] = [];
    const smallRuns: Usage[] = [];
    const largeRuns: Usage[] = [];
    for (let index = 0; index < bench.runs(7, 3); index++) {
      smallRuns.push(await plan(missionText(small), bench));
      largeRuns.push(await plan(missionText(large), bench));
    }
    for (let index = 0; index < bench.runs(3, 1); index++) matrixRuns.push(await plan(matrix, bench));
    return [
      {
        name: '10,000 tasks',
        unit: 's',
        values: largeRuns.map((usage) => usage.wall / 1000),
        goal: { atMost: 1, by: 'median' },
      },
      { name: '10,000 tasks, own CPU', unit: 's', values: largeRuns.map((usage) => usage.cpu / 1000) },
      { name: '1,000 tasks', unit: 's', values: smallRuns.map((usage) => usage.wall / 1000) },
      {
        name: '100,000 tasks from 400 matrices',
        unit: 's',
        values: matrixRuns.map((usage) => usage.wall / 1000),
        goal: { atMost: 2, by: 'median' },
      },
    ];
  },
};

/** 400 matrices in layers, each of 250 tasks: the maximum of a mission, and more than a file could list one by one. */
function matrixText(): string {
  const values = Array.from({ length: 250 }, (_, index) => index);
  const tasks = layeredJobs(400, LAYERS, PARENTS, ':').jobs.map(
    ({ id, needs, run }) => `  ${id}: { needs: [${needs}], matrix: { n: [${values}] }, run: ${JSON.stringify(run)} }`,
  );
  return ['name: Benchmark', 'tasks:', ...tasks, ''].join('\n');
}

function plan(text: string, bench: Bench): Promise<Usage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  writeFileSync(file, text);
  return ownUsage({ program: process.execPath, arguments: [bench.cli, 'plan', file] }, folder);
}
