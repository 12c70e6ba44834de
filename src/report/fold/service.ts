import type { Event } from '../../schedule/events/event.ts';
import type { ServiceReport } from '../model/service.ts';
import { recordEndedService } from '../model/task-usage.ts';

export type ServiceEvent = Extract<
  Event,
  {
    type:
      | 'service-starting'
      | 'service-started'
      | 'service-ready'
      | 'service-failed'
      | 'service-exited'
      | 'service-stopping'
      | 'service-killing';
  }
>;

export function recordServiceEvent(service: ServiceReport, event: ServiceEvent): void {
  switch (event.type) {
    case 'service-starting':
      // `stopped`: before the run was resumed.
      if (service.status !== 'idle' && service.status !== 'stopped') return;
      forget(service);
      service.status = 'starting';
      service.started = event.at;
      service.startedFor = event.by;
      return;
    case 'service-started':
      return;
    case 'service-ready':
      if (service.status !== 'starting') return;
      service.status = 'ready';
      service.ready = event.at;
      service.setup = event.setup;
      return;
    case 'service-failed':
      if (service.ended !== undefined) return;
      fail(service, event.at, event.message);
      if (event.setupLog !== undefined) {
        service.logTail = event.setupLog.logTail;
        if (event.setupLog.causes !== undefined) service.causes = event.setupLog.causes;
      }
      if (!event.running) service.ended = event.at;
      return;
    case 'service-stopping':
      if (service.status === 'starting' || service.status === 'ready') service.status = 'stopping';
      service.stopping ??= event.at;
      return;
    case 'service-killing':
      service.killed = true;
      return;
    case 'service-exited': {
      const { exitCode, signal, usage } = event;
      if (usage !== undefined) recordEndedService(service, usage, event.at);
      if (exitCode !== undefined) service.exitCode = exitCode;
      if (signal !== undefined) service.signal = signal;
      // The lines of a setup that failed stay, without what the service wrote while it was stopped.
      service.logTail ??= event.logTail;
      service.ended ??= event.at;
      if (service.status === 'stopping') service.status = 'stopped';
      const how = signal === undefined ? `exited with code ${exitCode ?? '?'}` : `was ended by ${signal}`;
      if (service.status === 'starting' || service.status === 'ready') {
        fail(service, event.at, `it ${how} while it was needed`);
      }
      return;
    }
    default:
      event satisfies never;
  }
}

function fail(service: ServiceReport, at: number, failure: string): void {
  if (service.status === 'failed') return;
  service.status = 'failed';
  service.failed = at;
  service.failure = failure;
}

/** How it ended before. */
function forget(service: ServiceReport): void {
  delete service.ready;
  delete service.setup;
  delete service.stopping;
  delete service.ended;
  delete service.exitCode;
  delete service.signal;
  delete service.logTail;
  delete service.causes;
  service.killed = false;
}
