import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../src/schedule/events/event.ts';

/** All events of a finished run. */
export function journalOf(folder: string): readonly Event[] {
  const lines = readFileSync(join(folder, 'run/events.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

/** CPU use in percent for each window that the journal records. */
export function windowsOf(events: readonly Event[]): readonly number[] {
  return events.flatMap((event) => (event.type === 'sampled' ? [event.reading.cpu ?? 0] : []));
}
