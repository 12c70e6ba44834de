import type { StopCause } from './events/event.ts';
import { decide, type Outcome } from './outcome.ts';
import { taskState } from './state/state.ts';

/** Asks one running task to end. */
export function stopTask(outcome: Outcome, id: string, cause: StopCause): void {
  if (taskState(outcome.state, id).phase !== 'running') return;
  decide(outcome, { type: 'stopping', at: outcome.now, id, cause });
  outcome.effects.push({ type: 'terminate', id });
}

/** Kills one that has been asked before. */
export function killTask(outcome: Outcome, id: string): void {
  const task = taskState(outcome.state, id);
  if (task.phase !== 'stopping' || task.killed) return;
  decide(outcome, { type: 'killing', at: outcome.now, id });
  outcome.effects.push({ type: 'kill', id });
}
