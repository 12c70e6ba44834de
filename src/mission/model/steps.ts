import type { Service, Step, Task } from './mission.ts';

/** The steps and the `finally` steps of a task. Events name a step by its index in this list. */
export function allSteps({ steps, finally: last = [] }: Pick<Task, 'steps' | 'finally'>): readonly Step[] {
  return last.length === 0 ? steps : [...steps, ...last];
}

/** @param index into `allSteps` */
export function stepAt(
  { steps, finally: last = [] }: Pick<Task, 'steps' | 'finally'>,
  index: number,
): Step | undefined {
  return index < steps.length ? steps[index] : last[index - steps.length];
}

/** @param index into `allSteps` */
export function isFinally({ steps }: Pick<Task, 'steps'>, index: number): boolean {
  return index >= steps.length;
}

export function hasFinally(task: Pick<Task, 'finally'>): boolean {
  return (task.finally ?? []).length > 0;
}

/** The variables of a task or service, and those of each of its steps. */
export function environmentsOf(owner: Task | Service): readonly Readonly<Record<string, string>>[] {
  if (!('steps' in owner)) return [owner.env];
  return [owner.env, ...allSteps(owner).flatMap(({ env }) => (env === undefined ? [] : [env]))];
}
