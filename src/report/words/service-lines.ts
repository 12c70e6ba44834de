import type {
  ServiceExited,
  ServiceFailed,
  ServiceKilling,
  ServiceReady,
  ServiceStarting,
} from '../../schedule/events/service.ts';
import type { RunReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { formatDuration } from '../text/format.ts';
import { exitText } from './status-text.ts';
import { titleOf } from './title-of.ts';

type Shown = ServiceStarting | ServiceReady | ServiceFailed | ServiceExited | ServiceKilling;

/** Progress lines of a service. */
export function serviceLines(event: Shown, report: RunReport): readonly string[] {
  const service = report.services.get(event.id);
  const what = `◆ service ${label(event.id, service)}`;
  switch (event.type) {
    case 'service-starting':
      return [`${what} starting (needed by ${event.by})`];
    case 'service-ready': {
      const took = service?.started === undefined ? '' : ` after ${formatDuration(event.at - service.started)}`;
      const setup = event.setup === undefined ? '' : `, ${formatDuration(event.setup)} of them for its setup`;
      return [`${what} ready${took}${setup}`];
    }
    case 'service-failed':
      return [`${what} failed: ${event.message}`];
    case 'service-killing':
      return [`${what} killed after the grace period`];
    case 'service-exited':
      if (service?.status === 'stopped') return [`${what} stopped${ran(service)}`];
      // The failure of a service that had failed earlier is no news.
      return service?.failure === undefined || service.failed !== event.at
        ? []
        : [`${what} failed: ${service.failure}`];
    default:
      return event satisfies never;
  }
}

/**
 * How a service ended that did not fail; '' if it has not ended, or ended as it was asked to: by SIGTERM, or with 0 or the exit
 * code by which shells and many servers report that signal. A service that ignored it was killed.
 */
export function serviceEndText(service: ServiceReport): string {
  if (service.killed) return 'killed after the grace period';
  const isAsked = service.stopping !== undefined && (service.signal === 'SIGTERM' || service.exitCode === 128 + 15);
  return isAsked ? '' : exitText(service);
}

function label(id: string, service: ServiceReport | undefined): string {
  return titleOf(service?.service ?? { id, name: id });
}

function ran({ started, ended }: ServiceReport): string {
  return started === undefined || ended === undefined ? '' : ` after ${formatDuration(ended - started)}`;
}
