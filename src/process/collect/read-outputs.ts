import { errorText } from '../../base/error-code.ts';
import { readFilePart } from '../../files/read-part.ts';

export type Outputs =
  | { readonly type: 'outputs'; readonly values: Readonly<Record<string, string>> }
  | { readonly type: 'none' }
  | { readonly type: 'rejected'; readonly message: string };

/** Bytes; the limit that GitHub sets to a job's outputs. */
const largest = 1024 * 1024;

/** Reads a task's MISSION_OUTPUT file. One malformed line rejects the whole file, as on the runner. Never throws. */
export function readOutputs(path: string): Outputs {
  const part = readFilePart(path, 'start', largest);
  switch (part.type) {
    case 'absent':
      return { type: 'none' };
    case 'unreadable':
      return rejected(`the file could not be read: ${part.message}`);
    case 'read':
      if (part.size > largest) return rejected(`expected at most ${largest} bytes, found ${part.size}`);
      return decode(part.bytes);
  }
}

function decode(bytes: Uint8Array): Outputs {
  try {
    return parseOutputs(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return rejected(`expected UTF-8 text (in Windows PowerShell: Out-File -Encoding utf8): ${errorText(error)}`);
  }
}

/**
 * `NAME=VALUE` lines and `NAME<<DELIMITER` … `DELIMITER` blocks, as in GITHUB_OUTPUT. Empty lines are skipped; of two
 * values for one name the last counts.
 */
export function parseOutputs(text: string): Outputs {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const entry = /^(.*?)(=|<<)(.*)$/s.exec(line);
    const name = entry?.[1] ?? '';
    if (entry === null) return malformed(index, 'NAME=VALUE or NAME<<DELIMITER', line);
    if (!allowedName.test(name) || name === '__proto__') {
      return malformed(index, 'a name of letters, digits, `_`, `-` and `.` that starts with a letter or `_`', line);
    }
    if (entry[2] === '=') {
      values.set(name, entry[3] ?? '');
      continue;
    }
    const delimiter = entry[3] ?? '';
    if (delimiter === '') return malformed(index, 'a delimiter after `<<`', line);
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0)
      return malformed(index, `a later line that is exactly ${quoted(delimiter)}, the end of this value`, line);
    values.set(name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return values.size === 0 ? { type: 'none' } : { type: 'outputs', values: Object.fromEntries(values) };
}

const allowedName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

function malformed(index: number, expected: string, line: string): Outputs {
  return rejected(`line ${index + 1}: expected ${expected}, found ${quoted(line)}`);
}

function rejected(why: string): Outputs {
  return { type: 'rejected', message: `MISSION_OUTPUT was rejected: ${why}` };
}

/** As JSON, so that a message never contains control characters; short, for the line may hold anything. */
function quoted(text: string): string {
  return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`);
}
