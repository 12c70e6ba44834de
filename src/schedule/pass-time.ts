import { complete } from './complete.ts';
import { brokenService } from './service-needs.ts';
import { isOverdue, taskState } from './state/state.ts';
import { killService } from './stop-services.ts';
import { killTask, stopTask } from './stop-task.ts';
import { decide, type Turn } from './turn.ts';

/** What happens by the passing of time alone: time-outs, graces and back-offs that are over. */
export function passTime(turn: Turn): void {
  const { state, now } = turn;
  for (const id of [...state.active]) {
    const task = taskState(state, id);
    if (isOverdue(task, now)) stopTask(turn, id, 'timeout');
    else if (task.phase === 'stopping' && task.killAt <= now) killTask(turn, id);
  }
  for (const [id, service] of state.services) {
    if (service.phase === 'stopping' && service.killAt <= now) killService(turn, id);
  }
  for (const id of [...state.backoff]) requeue(turn, id);
}

function requeue(turn: Turn, id: string): void {
  const task = taskState(turn.state, id);
  if (task.phase !== 'backoff' || task.until > turn.now) return;
  const broken = brokenService(turn.state, id);
  if (broken !== undefined) complete(turn, { id, status: 'failed', reason: broken });
  else decide(turn, { type: 'requeued', at: turn.now, id, attempt: task.attempt });
}
