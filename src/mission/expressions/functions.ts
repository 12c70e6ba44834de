import { BooleanData } from '@actions/expressions/data/boolean';
import { wellKnownFunctions } from '@actions/expressions/funcs';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { toData } from './data.ts';
import type { ExpressionFacts, Json } from './facts.ts';
import type { ExpressionData } from './library.ts';
import { FUNCTIONS } from './names.ts';

/** Ten times the limit of a task's outputs. `format` within `format` doubles its text with every level. */
const LONGEST_RESULT = 10_000_000;

/** Functions beyond the library's own: status functions, functions about the run, and safer versions of some of the library's. */
export function functionsFor(facts: ExpressionFacts): Map<string, FunctionDefinition> {
  const { needs, cancelled } = facts;
  const own: Record<string, FunctionDefinition['call']> = {
    success: () => new BooleanData(isSuccess(facts)),
    failure: () => new BooleanData(needs.includes('failure')),
    always: () => new BooleanData(true),
    cancelled: () => new BooleanData(cancelled),
    running: (id) => new BooleanData(id !== undefined && facts.running(id.coerceString())),
    changed: (...patterns) => new BooleanData(facts.changed(patterns.map((pattern) => pattern.coerceString()))),
    fromjson: fromJson,
    format: bounded('format', formatLength),
    join: bounded('join', joinLength),
  };
  return new Map(
    Object.entries(own).map(([key, call]) => {
      const { name, least, most } = FUNCTIONS.get(key) ?? { name: key, least: 0, most: 255 };
      return [key, { name, minArgs: least, maxArgs: most, call }];
    }),
  );
}

/** The condition that an `if` without a status function also requires. */
export function isSuccess({ needs, cancelled }: ExpressionFacts): boolean {
  return !cancelled && needs.every((result) => result === 'success');
}

/** Replaces the library's function, which loses keys such as `constructor` and fails on long lists. */
function fromJson(text?: ExpressionData): ExpressionData {
  const json = text?.coerceString() ?? '';
  try {
    return toData(JSON.parse(json) as Json);
  } catch {
    throw new Error(`expected fromJSON() to get JSON, found ${json.trim() === '' ? 'an empty text' : 'other text'}`);
  }
}

function bounded(name: string, length: (values: readonly ExpressionData[]) => number): FunctionDefinition['call'] {
  return (...values) => {
    const call = wellKnownFunctions[name]?.call;
    if (call === undefined) throw new Error(`${name}() is not known`);
    if (length(values) > LONGEST_RESULT) {
      throw new Error(`expected ${name}() to give at most ${LONGEST_RESULT} characters, found more`);
    }
    return call(...values);
  };
}

function formatLength([text, ...values]: readonly ExpressionData[]): number {
  const pattern = text?.coerceString() ?? '';
  let length = pattern.length;
  for (const [, index] of pattern.matchAll(/\{(\d+)/g)) length += values[Number(index)]?.coerceString().length ?? 0;
  return length;
}

function joinLength([items, separator]: readonly ExpressionData[]): number {
  if (items === undefined || !('values' in items)) return 0;
  const between = separator?.coerceString().length ?? 1;
  return items.values().reduce((sum, item) => sum + between + item.coerceString().length, 0);
}
