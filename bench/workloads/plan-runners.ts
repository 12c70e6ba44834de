import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layeredJobs } from '../graph.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 1000;

/** Looks for the best plan for each number of runners up to 20. Includes the start of the process. */
export const planRunners: Workload = {
  id: 'plan-runners',
  title: `plan --runners auto of ${TASKS.toLocaleString('en')} tasks, up to 20 runners`,
  measure: async (bench) => {
    const layers: Usage[] = [];
    const tests: Usage[] = [];
    for (let index = 0; index < bench.runs(5, 1); index++) {
      layers.push(await plan(layered(), bench));
      tests.push(await plan(oneBuild(), bench));
    }
    const goal = { atMost: 2, by: 'median' } as const;
    return [
      { name: '10 layers, 3 parents each', unit: 's', values: layers.map(({ wall }) => wall / 1000), goal },
      { name: 'a build and 999 tests', unit: 's', values: tests.map(({ wall }) => wall / 1000), goal },
    ];
  },
};

/** No two tasks must be on one runner: the most that a search can have to do. */
function layered(): string {
  const { jobs } = layeredJobs(TASKS, 10, 3, ':');
  return missionOf(
    jobs.map(
      ({ id, needs }, index) => `  ${id}: { run: ":", artifacts: [], needs: [${needs}], expect: ${seconds(index)}s }`,
    ),
  );
}

function oneBuild(): string {
  const tests = Array.from(
    { length: TASKS - 1 },
    (_, index) => `  test-${index}: { run: ":", needs: build, expect: ${seconds(index)}s }`,
  );
  return missionOf(['  build: { run: ":", artifacts: dist, expect: 3m }', ...tests]);
}

/** Different durations, the same in each run: 5 to 89 seconds. */
function seconds(index: number): number {
  return 5 + ((index * 37) % 85);
}

function missionOf(tasks: readonly string[]): string {
  return ['name: Benchmark', 'tasks:', ...tasks, ''].join('\n');
}

function plan(text: string, bench: Bench): Promise<Usage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  writeFileSync(file, text);
  return ownUsage(
    { program: process.execPath, arguments: [bench.cli, 'plan', file, '--runners', 'auto', '--cpus', '4'] },
    folder,
  );
}
