import { complete } from './complete.ts';
import { closingReason } from './ends.ts';
import type { StopCause } from './events/event.ts';
import { stopTask } from './stop-task.ts';
import type { Turn } from './turn.ts';

/** Stops every running task and cancels every waiting one, after an interruption or a failure with `fail-fast`. */
export function stopEverything(turn: Turn, cause: StopCause): void {
  for (const id of [...turn.state.active.keys()]) stopTask(turn, id, cause);
  const reason = closingReason(turn.state);
  for (const [id, task] of turn.state.tasks) {
    if (task.phase === 'pending' || task.phase === 'waiting' || task.phase === 'backoff')
      complete(turn, { id, status: 'cancelled', reason });
  }
}
