import type { Step, Task } from './mission.ts';

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

/** True if steps differ in more than their commands: then which of them run depends on how earlier ones ended. */
export function hasFinally(task: Pick<Task, 'finally'>): boolean {
  return (task.finally ?? []).length > 0;
}
