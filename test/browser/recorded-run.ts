import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';

/** A real run of examples/control-center, recorded by scripts/record-example.ts. */
export function recordedRun(): Event[] {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', 'control-center.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
}
