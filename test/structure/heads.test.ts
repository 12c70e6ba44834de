import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSources } from './imports.ts';

const FEWEST_LINES = 10;
const MOST_LINES = 30;

/** Folders without a head: `src` has only the entries, and `src/page/style` only style sheets and what inlines them. */
const WITHOUT_HEAD = ['src', 'src/page/style'];

const sources = readSources();
const folders = [...new Set([...sources.keys()].map((path) => posix.dirname(path)))].filter(
  (folder) => !WITHOUT_HEAD.includes(folder),
);
const heads = folders.map((folder) => ({ folder, files: filesWithHead(folder) }));

describe('each folder of src', () => {
  test.each(heads)('$folder has a main file that opens with what the folder is for', ({ files }) => {
    expect(folders.length).toBeGreaterThan(50);
    expect(files).toHaveLength(1);
  });

  test.each(heads)('$folder names only files that exist in its head', ({ files }) => {
    const named = files.flatMap((path) => filesNamedIn(headOf(sources.get(path) ?? '') ?? ''));
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });
});

describe('a head', () => {
  const block = (lines: number): string => `/*\n${' * text\n'.repeat(lines - 2)} */\n`;

  test.each([FEWEST_LINES, MOST_LINES])('may have %d lines', (lines) => {
    expect(headOf(`${block(lines)}export const one = 1;\n`)).toBeDefined();
  });

  test.each([
    ['is too short', block(FEWEST_LINES - 1)],
    ['is too long', block(MOST_LINES + 1)],
    ['follows the imports', `import { one } from './one.ts';\n${block(FEWEST_LINES)}`],
    ['documents the first declaration', block(FEWEST_LINES).replace('/*', '/**')],
  ])('is none if the comment %s', (_, text) => {
    expect(headOf(text)).toBeUndefined();
  });
});

function filesWithHead(folder: string): readonly string[] {
  return [...sources].filter(([path, text]) => posix.dirname(path) === folder && headOf(text)).map(([path]) => path);
}

/** The block comment at the start of a file, if it has the length of a head. A docstring is none. */
function headOf(text: string): string | undefined {
  const block = /^\/\*(?!\*)[\s\S]*?\*\//.exec(text)?.[0];
  const lines = block?.split('\n').length ?? 0;
  return lines >= FEWEST_LINES && lines <= MOST_LINES ? block : undefined;
}

/** Names and paths of TypeScript files; a `*` in a name stands for several files. */
function filesNamedIn(head: string): readonly string[] {
  return head.match(/[\w./*-]+\.ts\b/g) ?? [];
}

/** True if a file of `src` has this name or ends with this path. Files of `test` are not checked. */
function exists(name: string): boolean {
  if (name.startsWith('test/')) return true;
  const path = name
    .replace(/^(?:\.\.?\/)+/, '')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*');
  return [...sources.keys()].some((source) => new RegExp(`(?:^|/)${path}$`).test(source));
}
