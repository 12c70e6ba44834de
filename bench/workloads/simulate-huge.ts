import type { Mission } from '../../src/mission/model/mission.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import { predict } from '../../src/simulate/predict.ts';
import { layeredJobs } from '../graph.ts';
import type { Workload } from '../workload.ts';

const TASKS = 100_000;

/** More tasks than a mission file can list one by one, so this simulates the schedule alone, in this process. */
export const simulateHuge: Workload = {
  id: 'simulate',
  title: `The schedule alone: simulation of ${TASKS.toLocaleString('en')} tasks, 10 layers, 3 parents each`,
  measure: async (bench) => {
    const [few, many] = [missionOf(TASKS / 10), missionOf(TASKS)];
    simulate(few);
    const fewer: number[] = [];
    const walls: number[] = [];
    for (let index = 0; index < bench.runs(3, 1); index++) {
      fewer.push(simulate(few));
      walls.push(simulate(many));
    }
    const growth = walls.map((wall, index) => wall / (fewer[index] ?? Number.NaN));
    // Ten times as many tasks in n log n: 10 × log 100,000 / log 10,000.
    const goal = { atMost: 12.5, by: 'median' } as const;
    return [
      { name: '100,000 tasks', unit: 's', values: walls },
      { name: '10,000 tasks', unit: 's', values: fewer },
      { name: 'growth', unit: '×', values: growth, goal },
    ];
  },
};

/** Simulates the mission and returns the wall time in seconds. */
function simulate(mission: Mission): number {
  const before = performance.now();
  const { spans } = predict(mission, anyMachine, 'open');
  const wall = (performance.now() - before) / 1000;
  const unfinished = spans.filter((span) => span.ended === undefined).length;
  if (unfinished > 0) throw new Error(`expected every task to end, found ${unfinished} that did not`);
  return wall;
}

function missionOf(count: number): Mission {
  const { jobs, atOnce } = layeredJobs(count, 10, 3, ':');
  const limits = { caution: 100, limit: 100 };
  const workers = { caution: atOnce, limit: atOnce };
  const times = { sample: 1000, react: 250, recheck: 5000, patience: 600_000 };
  return {
    name: 'Benchmark',
    scope: [],
    failFast: false,
    admission: { cpu: limits, memory: limits, workers, load: 100, gate: 'tests', learn: false, ...times },
    tasks: jobs.map(({ id, needs, run }, index) => ({
      id,
      kind: 'task',
      name: id,
      scope: [],
      needs,
      needsAny: [],
      deploy: 'always',
      locks: [],
      priority: 0,
      services: [],
      paths: [],
      secrets: [],
      expect: 10_000,
      steps: [{ run }],
      workingDirectory: '.',
      env: {},
      continueOnError: false,
      line: index + 1,
    })),
    services: [],
  };
}

const anyMachine: MachineFacts = {
  cpus: 4,
  memory: 16e9,
  platform: 'linux',
  architecture: 'x64',
  hostname: 'none',
  node: 'none',
  source: 'none',
  notes: [],
};
