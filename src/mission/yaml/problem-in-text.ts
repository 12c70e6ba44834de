import { explainYamlProblem, type YamlProblem } from './problem.ts';

/** A finding of the YAML library, as the library gives it. */
export interface Problem {
  /** Offsets in the text, in UTF-16 units; the end is exclusive. */
  readonly pos: readonly [number, number];
  readonly code: string;
  readonly message: string;
}

/** Of a line. No key of a mission is further to the right, and a hostile file may be one line of 2,000,000 characters. */
const MOST_CHARACTERS = 1_000;

/**
 * Explains a problem, and moves it to where the mistake is: for a text that contains `: ` or is followed by a line with more indentation,
 * the library names the start of the text.
 */
export function explainInText(text: string, { pos, code, message }: Problem): YamlProblem & Pick<Problem, 'pos'> {
  const start = lineStart(text, pos[0]);
  const indentation = /^ *\t[ \t]*/.exec(text.slice(start, start + MOST_CHARACTERS))?.[0] ?? '';
  if (code === 'BAD_INDENT' && pos[0] <= start + indentation.length && indentation !== '') {
    return { pos: [start, start + indentation.length], ...explainYamlProblem('TAB_AS_INDENT', message) };
  }
  if (code === 'BLOCK_IN_FLOW' && text.slice(start, pos[0]).trim() === '') {
    return {
      pos: [pos[0], pos[0] + firstLine(text, pos[0]).trimEnd().length],
      code: 'yaml-syntax',
      message: 'expected values with commas between them inside brackets, found lines in the layout without brackets',
      hint: 'write `[a, b]` or `{ key: value }`, or leave out the `{` or `[` that is open here and its end',
    };
  }
  const isKeyInText = code.endsWith('_IMPLICIT_KEY') || code === 'BLOCK_IN_FLOW';
  return (isKeyInText ? keyInText(text, pos[0]) : undefined) ?? { pos, ...explainYamlProblem(code, message) };
}

/** Undefined if there is another reason for the problem of the value that starts at `from`. */
function keyInText(text: string, from: number): (YamlProblem & Pick<Problem, 'pos'>) | undefined {
  const rest = text.slice(from, from + MOST_CHARACTERS);
  const line = firstLine(text, from);
  // What is in quotes, and a comment, cannot be a key.
  const plain = line.replace(/^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'|(?<=\s)#.*$/g, (hidden) => ' '.repeat(hidden.length));
  const colon = /:(?=[ \r]|$)/.exec(plain);
  if (colon !== null) {
    return {
      pos: [from + colon.index, from + colon.index + 1],
      code: 'yaml-syntax',
      message: 'expected one `key: value`, found a second colon with a space after it',
      hint: "put the text in quotes: 'text: more'; put a command in single quotes, or below `|`",
    };
  }
  const before = text.slice(lineStart(text, from), from);
  if (/^[ -]*$/.test(before)) {
    return {
      pos: [from, from + line.trimEnd().length],
      code: 'yaml-syntax',
      message: 'expected `key: value`, found a line without a colon and a space after it',
      hint: 'add the colon and the space; a further line of a text is indented deeper than its key',
    };
  }
  const [, gap = '', key] = /^[^\n]*(\n\s*)([^\s:#][^\n:]*):(?:\s|$)/.exec(rest) ?? [];
  if (key === undefined) return undefined;
  const start = from + line.length + gap.length;
  return {
    pos: [start, start + key.length],
    code: 'yaml-indentation',
    message: 'wrong indentation: the key above has a value already, so expected no deeper line, found one',
    hint: 'start all keys of one mapping in the same column',
  };
}

/** From an offset to the end of its line, or as far as it is of interest. */
function firstLine(text: string, from: number): string {
  return text.slice(from, from + MOST_CHARACTERS).split('\n', 1)[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
