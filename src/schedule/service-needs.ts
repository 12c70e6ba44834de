import { type State, serviceState, taskOf } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** Starts the services of this task that no task has needed before. */
export function startServices(turn: Turn, id: string): void {
  for (const service of taskOf(turn.state, id).services) {
    if (serviceState(turn.state, service).phase !== 'idle') continue;
    decide(turn, { type: 'service-starting', at: turn.now, id: service, by: id });
    turn.effects.push({ type: 'start-service', id: service });
  }
}

/** True when every service that this task needs is ready. */
export function hasItsServices(state: State, id: string): boolean {
  return taskOf(state, id).services.every((service) => serviceState(state, service).phase === 'ready');
}

/** Why a service that this task needs cannot be used; undefined if all can. */
export function brokenService(state: State, id: string): string | undefined {
  for (const service of taskOf(state, id).services) {
    const found = serviceState(state, service);
    if ((found.phase === 'ended' || found.phase === 'stopping') && found.failure !== undefined) {
      return `service ${service}: ${found.failure}`;
    }
  }
  return undefined;
}
