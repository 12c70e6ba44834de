import type { YamlScalar } from './node.ts';

/** Numbers of the core schema, in every spelling. */
const NUMBER =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** First characters of numbers and words of the core schema. Most scalars begin with another one, and are texts. */
const MAY_MEAN_MORE = /^[-+.0-9~tTfFnN]/;
const WHOLE = /^(?:0|-?[1-9][0-9]{0,14})$/;
const DECIMAL = /^-?[0-9]{1,8}\.[0-9]{1,8}$/;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
  ['~', null],
]);

/** Words of the core schema in other spellings. */
const OTHER_WORDS = /^(?:True|TRUE|False|FALSE|Null|NULL)$/;

/** A scalar without quotes; undefined if it is a number or a word in an unusual spelling. */
export function plainScalar(text: string, start: number): YamlScalar | undefined {
  const end = start + text.length;
  if (!MAY_MEAN_MORE.test(text)) return { kind: 'scalar', start, end, value: text, text };
  const word = WORDS.get(text);
  if (word !== undefined) return { kind: 'scalar', start, end, value: word, text };
  if (WHOLE.test(text) || DECIMAL.test(text)) return { kind: 'scalar', start, end, value: Number(text), text };
  if (NUMBER.test(text) || OTHER_WORDS.test(text)) return undefined;
  return { kind: 'scalar', start, end, value: text, text };
}

/** A text in quotes that begins at `start` and ends on the same line; undefined if it does not, or contains an escape that JSON does not have. */
export function quotedScalar(text: string, start: number): YamlScalar | undefined {
  const end = text[start] === '"' ? endOfDouble(text, start) : endOfSingle(text, start);
  if (end === undefined) return undefined;
  const inside = text.slice(start + 1, end - 1);
  if (inside.includes('\n')) return undefined;
  const value = text[start] === "'" ? inside.replaceAll("''", "'") : withoutEscapes(inside);
  return value === undefined ? undefined : { kind: 'scalar', start, end, value, text: value };
}

function endOfSingle(text: string, start: number): number | undefined {
  for (let at = text.indexOf("'", start + 1); at >= 0; at = text.indexOf("'", at + 2)) {
    if (text[at + 1] !== "'") return at + 1;
  }
  return undefined;
}

function endOfDouble(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 1;
  }
  return undefined;
}

/** All escapes of JSON mean the same in YAML. */
function withoutEscapes(inside: string): string | undefined {
  if (!inside.includes('\\')) return inside;
  try {
    return String(JSON.parse(`"${inside}"`));
  } catch {
    return undefined;
  }
}
