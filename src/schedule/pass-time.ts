import { complete } from './complete.ts';
import { decide, type Outcome } from './outcome.ts';
import { brokenService } from './service-needs.ts';
import { isOverdue, taskState } from './state/state.ts';
import { killService } from './stop-services.ts';
import { killTask, stopTask } from './stop-task.ts';

/** What happens by the passing of time alone: time-outs, graces and back-offs that are over. */
export function passTime(outcome: Outcome): void {
  const { state, now } = outcome;
  for (const id of [...state.active]) {
    const task = taskState(state, id);
    if (isOverdue(task, now)) stopTask(outcome, id, 'timeout');
    else if (task.phase === 'stopping' && task.killAt <= now) killTask(outcome, id);
  }
  for (const [id, service] of state.services) {
    if (service.phase === 'stopping' && service.killAt <= now) killService(outcome, id);
  }
  for (const id of [...state.backoff]) requeue(outcome, id);
}

function requeue(outcome: Outcome, id: string): void {
  const task = taskState(outcome.state, id);
  if (task.phase !== 'backoff' || task.until > outcome.now) return;
  const broken = brokenService(outcome.state, id);
  if (broken !== undefined) complete(outcome, { id, status: 'failed', reason: broken });
  else decide(outcome, { type: 'requeued', at: outcome.now, id, attempt: task.attempt });
}
