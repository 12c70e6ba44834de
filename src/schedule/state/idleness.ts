import { type State, taskOf, taskState } from './state.ts';

/** Idle also means: only `while-running` tasks run whose supported task does not. They would never end by themselves, unless they are being stopped. */
export function noteIdleness(state: State, at: number): void {
  const { positions, byId } = state.plan;
  for (const position of state.active.values()) {
    // Most tasks follow no other one.
    const isFollower = byId.values[position]?.deploy === 'while-running';
    if (isFollower && !endsByItself(state, positions.idAt(position))) continue;
    delete state.idleSince;
    return;
  }
  state.idleSince ??= at;
}

/** False if it runs until a task ends that does not run, directly or through tasks that are stopped in turn, and is not being stopped. */
function endsByItself(state: State, id: string): boolean {
  if (taskState(state, id).phase === 'stopping') return true;
  const passed = new Set<string>();
  for (let task = taskOf(state, id); ; task = taskOf(state, task.supports)) {
    if (task.deploy !== 'while-running' || task.supports === undefined || passed.has(task.id)) return true;
    if (!state.active.has(task.supports)) return false;
    passed.add(task.id);
  }
}
