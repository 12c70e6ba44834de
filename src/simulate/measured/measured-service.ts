import type { KillServiceEffect, StartServiceEffect, TerminateServiceEffect } from '../../schedule/events/effect.ts';
import type { Observation } from '../../schedule/events/event.ts';
import type { MeasuredService } from './measured-run.ts';

/** Answers of the world for a service. A service that was never started in the measured run is ready, and stops, at once. */
export function serviceAnswers(
  { type, id }: StartServiceEffect | TerminateServiceEffect | KillServiceEffect,
  service: MeasuredService | undefined,
  now: number,
): readonly Observation[] {
  switch (type) {
    case 'start-service':
      return service === undefined ? [{ type: 'service-ready', at: now, id }] : life(id, service, now);
    case 'terminate-service': {
      const from = service?.stopping ?? service?.failed;
      const stop = service === undefined || from === undefined ? 0 : Math.max(0, service.ended - from);
      return [{ type: 'service-exited', at: now + stop, id, signal: 'SIGTERM', logTail: '' }];
    }
    case 'kill-service':
      return [];
    default:
      return type satisfies never;
  }
}

function life(id: string, { started, ready, failed, ended }: MeasuredService, now: number): readonly Observation[] {
  const comes: Observation[] = [];
  if (ready !== undefined) comes.push({ type: 'service-ready', at: now + (ready - started), id });
  if (failed === undefined) return comes;
  const at = now + (failed - started);
  if (ready === undefined)
    comes.push({ type: 'service-failed', at, id, message: 'as it did', running: ended > failed });
  else comes.push({ type: 'service-exited', at, id, exitCode: 1, logTail: '' });
  return comes;
}
