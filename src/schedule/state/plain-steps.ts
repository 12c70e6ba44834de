import type { Mission, Step } from '../../mission/model/mission.ts';

/** The mission for a simulation, in which every step runs and succeeds, and `finally` steps take no time of their own. */
export function withPlainSteps(mission: Mission): Mission {
  return {
    ...mission,
    tasks: mission.tasks.map(({ finally: _, ...task }) => ({ ...task, steps: task.steps.map(plain) })),
  };
}

function plain({ name, run }: Step): Step {
  return name === undefined ? { run } : { name, run };
}
