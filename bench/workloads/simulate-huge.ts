import type { Mission } from '../../src/mission/model/mission.ts';
import { predict } from '../../src/simulate/predict.ts';
import { layeredJobs } from '../graph.ts';
import { anyMachine, plainMission } from '../plain-mission.ts';
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
  return plainMission(jobs, atOnce);
}
