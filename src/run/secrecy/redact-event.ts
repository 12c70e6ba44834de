import type { Event } from '../../schedule/events/event.ts';
import type { Redactor } from '../../secrets/redact.ts';

/**
 * An event without secrets: what the schedule and the language say of a task quotes the mission as it was written, its
 * conditions, locks and patterns. What programs have written was masked where it was read.
 */
export function redactEvent(event: Event, { active, redactText }: Redactor): Event {
  if (!active) return event;
  switch (event.type) {
    case 'deferred':
      return { ...event, detail: redactText(event.detail) };
    case 'admitted':
      return event.detail === undefined ? event : { ...event, detail: redactText(event.detail) };
    case 'retrying':
      return { ...event, reason: redactText(event.reason) };
    case 'ended':
      return event.reason === undefined ? event : { ...event, reason: redactText(event.reason) };
    case 'spawn-failed':
    case 'service-failed':
    case 'degraded':
      return { ...event, message: redactText(event.message) };
    default:
      return event;
  }
}
