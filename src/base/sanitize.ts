/*
 * The only sanitizer: it removes from untrusted text whatever could move the cursor, or hide or reorder other text. Every
 * text that a task, a file or a user wrote passes through it before it is in a report, on a terminal or in a page.
 *
 * It removes terminal escape sequences with their payload, control characters except tab and line feed, direction controls,
 * annotations, invisible tags, byte order marks, noncharacters and halves of surrogate pairs. Line separators become line
 * feeds. Every pattern is linear in its input, because hostile logs end up here.
 *
 * Not done here: escaping for a format such as Markdown or HTML (`src/report/text`), and redaction of secrets.
 */

/**
 * Sanitizes what a program printed. Of a line that was overwritten, with a carriage return or by moving the cursor back to
 * its start, only the last version is kept, as on a terminal.
 */
export function sanitizeOutput(raw: string): string {
  // Most output is plain. This one search finds everything that the other steps look for, and saves them.
  if (!hasUnwanted(raw)) return raw;
  return clear(withoutSequences(raw).replace(/[^\n]+/g, lastWritten));
}

/** Sanitizes any other text, in which a carriage return ends a line. */
export function sanitizeText(text: string): string {
  if (!hasUnwanted(text)) return text;
  return clear(withoutSequences(text).replace(/\r\n?/g, '\n'));
}

/** The same on one line: every run of blanks is one space. */
export function sanitizeLine(text: string): string {
  return sanitizeText(text).replace(/\s+/g, ' ').trim();
}

/**
 * Sanitizes output in UTF-8. Invalid bytes become U+FFFD.
 *
 * @param cutAtStart true for a tail, which may begin within a character: the rest of that character is dropped
 */
export function sanitizeBytes(bytes: Uint8Array, cutAtStart: boolean): string {
  let start = 0;
  while (cutAtStart && start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return sanitizeOutput(new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes.subarray(start)));
}

/** Erase the line (`ESC [ 2 K`), and move to its first column (`ESC [ G`, `ESC [ 1 G`): how spinners overwrite a line. */
const toLineStart =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:\u001b\[|\u009b)(?:2K|[01]?G)/g;

/** Strings of the operating system and others up to BEL or ST; CSI sequences; what remains of two-byte escapes. */
const sequences = new RegExp(
  [
    '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?',
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?',
    '\\u001b[ -/]*[0-~]?',
  ].join('|'),
  'g',
);

/** Characters that are removed. Carriage returns and line separators are among them, but are replaced before. */
const unwanted =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff';

/** Tried first, because few texts have any of these, and each start would compile the classes of Unicode below. */
const suspect = new RegExp(`[${unwanted}\\ud800-\\udfff]`);

function hasUnwanted(text: string): boolean {
  return suspect.test(text) && everyUnwanted().test(text);
}

/** Tags and halves of surrogate pairs are found by whole characters only. */
function everyUnwanted(): RegExp {
  return new RegExp(`[${unwanted}]|[\\u{e0000}-\\u{e007f}]|\\p{Surrogate}`, 'gu');
}

function withoutSequences(text: string): string {
  return text.replace(toLineStart, '\r').replace(sequences, '');
}

/** A line that is erased and not written again keeps its text: otherwise the log would lose what the screen showed. */
function lastWritten(line: string): string {
  if (!line.includes('\r')) return line;
  const writes = line.split('\r').filter((write) => write !== '');
  return writes.at(-1) ?? '';
}

function clear(text: string): string {
  return text.replace(/[\u2028\u2029]/g, '\n').replace(everyUnwanted(), '');
}
