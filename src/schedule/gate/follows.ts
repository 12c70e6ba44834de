import { type State, taskOf, taskState } from '../state/state.ts';

/** True while it must not start because the task that it supports has not started. */
export function mustFollow(state: State, id: string): boolean {
  const { supports } = taskOf(state, id);
  if (supports === undefined || !state.plan.followers.has(id)) return false;
  const { phase } = taskState(state, supports);
  return phase === 'pending' || phase === 'waiting' || phase === 'backoff';
}

/** True if `other` is stopped when `id` ends, directly or through tasks that are stopped in turn. */
export function isTiedTo(state: State, other: string, id: string): boolean {
  const passed = new Set<string>();
  for (let task = taskOf(state, other); ; task = taskOf(state, task.supports)) {
    if (task.deploy !== 'while-running' || task.supports === undefined || passed.has(task.id)) return false;
    if (task.supports === id) return true;
    passed.add(task.id);
  }
}
