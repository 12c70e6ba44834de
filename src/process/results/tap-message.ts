import { parse } from 'yaml';

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
