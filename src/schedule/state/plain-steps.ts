import type { Mission, Step, Task } from '../../mission/model/mission.ts';

/** The mission for a simulation, in which every step runs and succeeds, and `finally` steps take no time of their own. */
export function withPlainSteps(mission: Mission): Mission {
  // The same list of tasks has the same plan, which takes long to make.
  if (mission.tasks.every(isPlainTask)) return mission;
  return { ...mission, tasks: mission.tasks.map(withPlain) };
}

/** Of 100,000 tasks most are plain already, and a copy of each would take longer than their simulation. */
function withPlain(task: Task): Task {
  if (isPlainTask(task)) return task;
  const { finally: _, ...rest } = task;
  return { ...rest, steps: task.steps.map(plain) };
}

function isPlainTask(task: Task): boolean {
  return task.finally === undefined && task.steps.every(isPlain);
}

function isPlain(step: Step): boolean {
  for (const key in step) if (key !== 'run' && key !== 'name') return false;
  return true;
}

function plain({ name, run }: Step): Step {
  return name === undefined ? { run } : { name, run };
}
