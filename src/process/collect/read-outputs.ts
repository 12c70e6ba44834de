import { readFilePart } from '../../files/read-part.ts';
import { decodeText } from './decode-text.ts';

export type Outputs =
  | { readonly type: 'outputs'; readonly values: Readonly<Record<string, string>> }
  | { readonly type: 'none' }
  /** The task fails with this message, as a step on the runner does. */
  | { readonly type: 'rejected'; readonly message: string };

/** Bytes; the limit that GitHub sets to a job's outputs. */
const largest = 1024 * 1024;

/**
 * Reads a task's MISSION_OUTPUT file. One malformed line rejects the whole file: a task that computes with half of the
 * outputs would end green with a wrong value. Never throws.
 *
 * @param variable the variable that holds the path, for messages
 * @param redactText for what a message quotes: it is cut, and a part of a secret could not be recognized any more
 */
export function readOutputs(path: string, redactText: (text: string) => string, variable = 'MISSION_OUTPUT'): Outputs {
  const part = readFilePart(path, 'start', largest);
  switch (part.type) {
    case 'absent':
      return { type: 'none' };
    case 'unreadable':
      return rejected(`the file could not be read: ${part.message}`, path, variable);
    case 'read': {
      if (part.size > largest) return rejected(`expected at most ${largest} bytes, found ${part.size}`, path, variable);
      const decoded = decodeText(part.bytes);
      const parsed = decoded.type === 'text' ? parseOutputs(decoded.text, redactText) : decoded;
      return parsed.type === 'rejected' ? rejected(parsed.message, path, variable) : parsed;
    }
  }
}

/** @param path its last three parts name it: the folder above is the run's or a temporary one. */
function rejected(why: string, path: string, variable: string): Outputs & { readonly type: 'rejected' } {
  const shown = path.split(/[\\/]/).slice(-3).join('/');
  return { type: 'rejected', message: `${variable} was rejected: ${why} (file ${shown})` };
}

/**
 * Parses `NAME=VALUE` lines and `NAME<<DELIMITER` … `DELIMITER` blocks, as in GITHUB_OUTPUT. Empty lines are skipped. If
 * a name has several values, the last one counts. The message of a rejection begins with the line.
 */
export function parseOutputs(text: string, redactText: (text: string) => string = (quote) => quote): Outputs {
  const quoted = (quote: string): string => shortQuote(redactText(quote));
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const entry = /^(.*?)(=|<<)(.*)$/s.exec(line);
    const name = entry?.[1] ?? '';
    if (entry === null) {
      return malformed(
        index,
        'NAME=VALUE or NAME<<DELIMITER',
        quoted(line),
        values.size > 0 ? ` (${severalLines})` : '',
      );
    }
    if (!allowedName.test(name) || name === '__proto__') {
      return malformed(
        index,
        'a name of letters, digits, `_`, `-` and `.` that starts with a letter or `_`',
        quoted(line),
      );
    }
    if (entry[2] === '=') {
      values.set(name, entry[3] ?? '');
      continue;
    }
    const delimiter = entry[3] ?? '';
    if (delimiter === '') return malformed(index, 'a delimiter after `<<`', quoted(line));
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0)
      return malformed(index, `a later line that is exactly ${quoted(delimiter)}, the end of this value`, quoted(line));
    values.set(name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return values.size === 0 ? { type: 'none' } : { type: 'outputs', values: Object.fromEntries(values) };
}

const allowedName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** The usual cause of a line without a name. */
const severalLines = 'write a value of several lines as NAME<<DELIMITER, the lines, DELIMITER';

/** @param line as a message quotes it */
function malformed(index: number, expected: string, line: string, hint = ''): Outputs {
  return { type: 'rejected', message: `line ${index + 1}: expected ${expected}, found ${line}${hint}` };
}

/** As JSON, so that a message never contains control characters, and short, because a line may hold anything. */
function shortQuote(text: string): string {
  return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`);
}
