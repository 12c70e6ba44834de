import { hasFinally } from '../mission/model/steps.ts';
import { complete } from './complete.ts';
import type { ServiceExited, ServiceFailed } from './events/service.ts';
import { brokenService } from './service-needs.ts';
import { type State, serviceState, taskOf } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/**
 * A service cannot be used any more. Tasks that wait for it fail now. Tasks that run go on, and fail when they exit; see
 * `attempt.ts`.
 */
export function serviceLost(turn: Turn, observation: ServiceFailed | ServiceExited): void {
  const { state } = turn;
  if (observation.type === 'service-failed' && observation.running) {
    turn.effects.push({ type: 'terminate-service', id: observation.id });
  }
  for (const [id, task] of state.tasks) {
    if (task.phase !== 'waiting') continue;
    const reason = brokenService(state, id);
    if (reason !== undefined) complete(turn, { id, status: 'failed', reason });
  }
}

/** Stops every service that no task needs any more. If everything is being stopped, only those stay that `finally` steps need. */
export function stopUnneededServices(turn: Turn): void {
  const { state } = turn;
  if (state.services.size === 0) return;
  const needed = state.closing === undefined ? undefined : servicesOfFinally(state);
  for (const [id, service] of state.services) {
    if (service.phase !== 'starting' && service.phase !== 'ready') continue;
    if (needed?.has(id) ?? (state.users.get(id) ?? 0) > 0) continue;
    decide(turn, { type: 'service-stopping', at: turn.now, id });
    turn.effects.push({ type: 'terminate-service', id });
  }
}

/** The services of running tasks with `finally` steps, which may have to remove what the task made in the service. */
function servicesOfFinally(state: State): ReadonlySet<string> {
  const needed = new Set<string>();
  if (state.abandoned === true) return needed;
  for (const id of state.active.keys()) {
    const task = taskOf(state, id);
    if (hasFinally(task)) for (const service of task.services) needed.add(service);
  }
  return needed;
}

/** Kills a service that was asked to end before. */
export function killService(turn: Turn, id: string): void {
  const service = serviceState(turn.state, id);
  if (service.phase !== 'stopping' || service.killed) return;
  decide(turn, { type: 'service-killing', at: turn.now, id });
  turn.effects.push({ type: 'kill-service', id });
}

/** True while a process of a service may run. */
export function anyServiceRuns(state: State): boolean {
  if (state.services.size === 0) return false;
  for (const { phase } of state.services.values()) if (phase !== 'idle' && phase !== 'ended') return true;
  return false;
}
