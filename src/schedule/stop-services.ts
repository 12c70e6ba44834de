import { complete } from './complete.ts';
import type { ServiceExited, ServiceFailed } from './events/service.ts';
import { decide, type Outcome } from './outcome.ts';
import { brokenService } from './service-needs.ts';
import { type State, serviceState } from './state/state.ts';

/** A service cannot be used any more: whoever waits for it fails; who runs finds out by itself. */
export function serviceLost(outcome: Outcome, observation: ServiceFailed | ServiceExited): void {
  const { state } = outcome;
  if (observation.type === 'service-failed' && observation.running) {
    outcome.effects.push({ type: 'terminate-service', id: observation.id });
  }
  for (const [id, task] of state.tasks) {
    if (task.phase !== 'waiting') continue;
    const reason = brokenService(state, id);
    if (reason !== undefined) complete(outcome, { id, status: 'failed', reason });
  }
}

/** Stops every service that nobody needs any more; all of them when everything is being stopped. */
export function stopUnneededServices(outcome: Outcome): void {
  const { state } = outcome;
  for (const [id, service] of state.services) {
    if (service.phase !== 'starting' && service.phase !== 'ready') continue;
    if (state.closing === undefined && (state.users.get(id) ?? 0) > 0) continue;
    decide(outcome, { type: 'service-stopping', at: outcome.now, id });
    outcome.effects.push({ type: 'terminate-service', id });
  }
}

/** Kills one that has been asked to end before. */
export function killService(outcome: Outcome, id: string): void {
  const service = serviceState(outcome.state, id);
  if (service.phase !== 'stopping' || service.killed) return;
  decide(outcome, { type: 'service-killing', at: outcome.now, id });
  outcome.effects.push({ type: 'kill-service', id });
}

/** True while a process of a service may be there. */
export function anyServiceRuns(state: State): boolean {
  for (const { phase } of state.services.values()) if (phase !== 'idle' && phase !== 'ended') return true;
  return false;
}
