import { join } from 'node:path';
import { readJournal } from '../../src/run/folder/journal.ts';
import type { Event } from '../../src/schedule/events/event.ts';

/** A real run of examples/control-center, recorded by scripts/record-example.ts. */
export function recordedRun(): readonly Event[] {
  const content = readJournal(join(import.meta.dirname, 'fixtures', 'control-center.jsonl'));
  if (content.type === 'corrupt') throw new Error(`line ${content.line}: ${content.message}`);
  return content.events;
}
