import type {
  ServiceExited,
  ServiceFailed,
  ServiceKilling,
  ServiceReady,
  ServiceStarting,
  ServiceStopping,
} from '../events/service.ts';
import { GRACE, type ServiceState, type State, serviceState } from './state.ts';

type ServiceEvent = ServiceStarting | ServiceReady | ServiceFailed | ServiceExited | ServiceStopping | ServiceKilling;

/** Milliseconds that a service has to end after the `finally` steps of an interrupted run. */
const LAST_GRACE = 1_000;

/** Records an event of a service in the state. */
export function applyServiceEvent(state: State, event: ServiceEvent): void {
  state.services.set(event.id, next(serviceState(state, event.id), event, killAt(state, event.at)));
}

/**
 * When a service is killed that is asked to end now. After a signal it has the rest of the grace period: a service that stayed for
 * `finally` steps has at least a short one, because GitHub Actions leaves no time for a second whole one.
 */
function killAt(state: State, at: number): number {
  if (state.interruptedAt === undefined) return at + GRACE;
  return Math.max(state.interruptedAt + GRACE, at + LAST_GRACE);
}

function next(service: ServiceState, event: ServiceEvent, killAt: number): ServiceState {
  switch (event.type) {
    case 'service-starting':
      return { phase: 'starting' };
    case 'service-ready':
      return service.phase === 'starting' ? { phase: 'ready' } : service;
    case 'service-failed':
      if (service.phase === 'ended') return service;
      // Its process still has to be stopped, but no task may use it from now on.
      if (event.running) return { phase: 'stopping', killAt, killed: false, failure: event.message };
      return { phase: 'ended', failure: event.message };
    case 'service-stopping':
      if (service.phase !== 'starting' && service.phase !== 'ready') return service;
      return { phase: 'stopping', killAt, killed: false };
    case 'service-killing':
      return service.phase === 'stopping' ? { ...service, killed: true } : service;
    case 'service-exited':
      return { phase: 'ended', ...failureOf(service, event) };
    default:
      return event satisfies never;
  }
}

function failureOf(service: ServiceState, event: ServiceExited): { readonly failure?: string } {
  switch (service.phase) {
    case 'stopping':
      return service.failure === undefined ? {} : { failure: service.failure };
    case 'ended':
      return service.failure === undefined ? {} : { failure: service.failure };
    case 'idle':
    case 'starting':
    case 'ready': {
      const how = event.signal === undefined ? `exited with code ${event.exitCode}` : `was ended by ${event.signal}`;
      return { failure: `it ${how} while it was needed` };
    }
    default:
      return service satisfies never;
  }
}
