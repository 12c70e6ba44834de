import { complete } from './complete.ts';
import { closingReason } from './ends.ts';
import type { StopCause } from './events/event.ts';
import type { Outcome } from './outcome.ts';
import { stopTask } from './stop-task.ts';

/** Stops what runs and ends what waits, after an interruption or a failure under fail-fast. */
export function stopEverything(outcome: Outcome, cause: StopCause): void {
  for (const id of [...outcome.state.active]) stopTask(outcome, id, cause);
  const reason = closingReason(outcome.state);
  for (const [id, task] of outcome.state.tasks) {
    if (task.phase === 'pending' || task.phase === 'waiting' || task.phase === 'backoff')
      complete(outcome, { id, status: 'cancelled', reason });
  }
}
