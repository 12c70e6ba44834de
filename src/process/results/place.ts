/** Where a test is in the source, as its tool wrote it: the path is not yet relative to the root of the mission. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** UTF-16 units; a longer path is none. */
const longestPath = 1_000;

/** A place from an attribute or a key; undefined if there is no path. */
export function placeOf(file: string | undefined, line: string | undefined): Place | undefined {
  const path = file?.trim() ?? '';
  // unittest-xml-reporting writes `.py` where it does not know the file.
  if (path === '' || path.length > longestPath || /^\.\w+$|[\0\n]/.test(path)) return undefined;
  const number = Number(line);
  return { file: path, ...(Number.isSafeInteger(number) && number > 0 ? { line: number } : {}) };
}

/** `FILE:LINE` or `FILE:LINE:COLUMN`, perhaps in a frame of a stack: `at name (FILE:LINE:COLUMN)`. Not of a library. */
export function placeInFrame(text: string): Place | undefined {
  const found = /(?:^|[\s(])((?:file:\/\/)?(?:[A-Za-z]:)?[^\s():]+):(\d{1,7})(?::\d{1,7})?\)?\s*$/.exec(text.trim());
  if (found === null || /[\\/]node_modules[\\/]|^node:/.test(found[1] ?? '')) return undefined;
  return placeOf(found[1], found[2]);
}

/** The first line of this file that a text names, such as ` ❯ a.test.ts:5:32`. */
export function lineIn(text: string, file: string): number | undefined {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  for (let at = text.indexOf(`${name}:`); at >= 0; at = text.indexOf(`${name}:`, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const digits = /^\d{1,7}/.exec(text.slice(at + name.length + 1, at + name.length + 8))?.[0];
    if (digits !== undefined && /[\s(/\\]/.test(before)) return Number(digits);
  }
  return undefined;
}
