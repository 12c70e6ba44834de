import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../src/schedule/events/event.ts';

/** All whole events in the journal of the run in this folder. */
export function journalOf(folder: string): readonly Event[] {
  const lines = readFileSync(join(folder, 'run/events.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

/** CPU use in percent for each window that the journal records. */
export function windowsOf(events: readonly Event[]): readonly number[] {
  return events.flatMap((event) => (event.type === 'sampled' ? [event.reading.cpu ?? 0] : []));
}

/** Number of events of this type, also of a run that did not finish. The type may be one that this version does not know. */
export function countEvents(folder: string, type: string): number {
  return journalOf(folder).filter((event) => String(event.type) === type).length;
}
