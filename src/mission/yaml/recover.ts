import { parseDocument } from 'yaml';
import { type ParsedYaml, parseYaml } from './parse.ts';

/** In UTF-16 units. A larger text would take seconds. */
const LARGEST_TEXT = 200_000;

/** Lines that are left out. A conflict that was not resolved has three. */
const MOST_LINES = 20;

/** In UTF-16 units, of all attempts together: each line that is left out costs another one, and half a megabyte of hostile text takes seconds. */
const MOST_READ = 500_000;

/**
 * What can be read of a text with errors of syntax, in two ways: without the lines that have the errors, and as far as the library gets. Only for a
 * text that does not run, because it may mean something else.
 */
export function recoverYaml(text: string): readonly ParsedYaml[] {
  if (text.length > LARGEST_TEXT) return [];
  return [withoutErrors(text), asFarAsPossible(text)].filter((parsed) => parsed !== undefined);
}

function withoutErrors(text: string): ParsedYaml | undefined {
  const lines = text.split('\n');
  const attempts = Math.min(MOST_LINES + 1, Math.max(4, Math.floor(MOST_READ / text.length)));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let first: number | undefined;
    const parsed = parseYaml(lines.join('\n'), ({ at }) => {
      first ??= at.line;
    });
    if (parsed !== undefined || first === undefined) return parsed;
    // An error at an empty line is caused by a line above.
    let line = first - 1;
    while (line > 0 && lines[line]?.trim() === '') line -= 1;
    if ((lines[line] ?? '').trim() === '') return undefined;
    lines[line] = '';
  }
  return undefined;
}

function asFarAsPossible(text: string): ParsedYaml | undefined {
  try {
    const options = { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false } as const;
    const { contents } = parseDocument(text, { ...options, logLevel: 'silent' });
    const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return contents === null ? undefined : { text, contents, place: () => nowhere };
  } catch {
    // The library recurses, and the depth of such a text was not checked.
    return undefined;
  }
}
