import { parse } from 'yaml';
import { type Place, placeInFrame, placeOf } from './sources/place.ts';
import { timeOf } from './test-results.ts';

/**
 * The message in the YAML block of a test point: `message` or `error`, of which the second may be a mapping with a message of
 * its own (vitest), or what was expected and found (tape). undefined if the block says nothing.
 */
export function tapMessage(block: string): string | undefined {
  const values = mappingOf(parseBlock(block));
  const error = values.get('error');
  const said = textOf(values.get('message')) ?? textOf(error) ?? textOf(mappingOf(error).get('message'));
  if (said !== undefined) return said;
  const [expected, found] = [textOf(values.get('expected')), textOf(values.get('actual'))];
  if (expected !== undefined && found !== undefined) return `expected ${expected}, found ${found}`;
  return textOf(values.get('name'));
}

/**
 * The place in the YAML block of a test point: `location` (node --test), `at` as a frame (vitest, tape, AVA) or as a mapping
 * (node-tap). Undefined if the block names none, or only a place in a library.
 */
export function tapPlace(block: string): Place | undefined {
  if (!/^ *(?:location|at|file) *:/m.test(block)) return undefined;
  const values = mappingOf(parseBlock(block));
  const at = values.get('at');
  const nested = mappingOf(at);
  return (
    placeInFrame(textOf(values.get('location')) ?? '') ??
    placeInFrame(textOf(at) ?? '') ??
    placeOf(
      textOf(nested.get('fileName') ?? nested.get('file')),
      textOf(nested.get('lineNumber') ?? nested.get('line')),
    ) ??
    placeOf(textOf(values.get('file')), textOf(values.get('line')))
  );
}

/** Milliseconds. */
export function tapTime(block: string): number | undefined {
  return timeOf(/^ *duration_ms: *'?([\d.]+)'? *$/m.exec(block)?.[1], 'ms');
}

/** The kind of failure that Node's test runner states, such as `hookFailed` or `subtestsFailed`. */
export function tapFailureType(block: string): string | undefined {
  return /^ *failureType: *'?(\w+)'? *$/m.exec(block)?.[1];
}

function parseBlock(block: string): unknown {
  try {
    // Everything is text, nothing is constructed, and no alias is expanded: a task wrote this.
    return parse(block, { schema: 'failsafe', logLevel: 'silent', maxAliasCount: 0, mapAsMap: true });
  } catch {
    return undefined;
  }
}

function mappingOf(value: unknown): ReadonlyMap<unknown, unknown> {
  return value instanceof Map ? value : new Map();
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
