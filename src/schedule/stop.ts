import { closingReason, complete } from './complete.ts';
import type { StopCause } from './event.ts';
import { decide, type Outcome } from './outcome.ts';
import { taskState } from './state.ts';

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

/** Stops what runs and ends what waits, after an interruption or a failure under fail-fast. */
export function stopEverything(outcome: Outcome, cause: StopCause): void {
  for (const id of [...outcome.state.active]) stopTask(outcome, id, cause);
  const reason = closingReason(outcome.state);
  for (const [id, task] of outcome.state.tasks) {
    if (task.phase === 'pending' || task.phase === 'waiting') complete(outcome, { id, status: 'cancelled', reason });
  }
}
