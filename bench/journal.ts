import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../src/schedule/events/event.ts';

/** The events of a run that is over. */
export function journalOf(folder: string): readonly Event[] {
  const lines = readFileSync(join(folder, 'run/events.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

/** Percent of CPU in each window of the run that the journal holds. */
export function windowsOf(events: readonly Event[]): readonly number[] {
  return events.flatMap((event) => (event.type === 'sampled' ? [event.reading.cpu ?? 0] : []));
}
