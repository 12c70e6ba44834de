import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText, root, section, tableRows } from '../docs/markdown.ts';
import {
  cyclesOf,
  type FolderRule,
  fileEdges,
  folderEdges,
  forbiddenImports,
  importsOf,
  readSources,
} from './imports.ts';

const MOST_FILES = 25;
const rules: readonly FolderRule[] = JSON.parse(readFileSync(join(import.meta.dirname, 'folders.json'), 'utf8'));
const sources = readSources();

describe('the table of allowed imports', () => {
  test('holds for the resolved imports of every file', () => {
    expect(sources.size).toBeGreaterThan(400);
    expect(forbiddenImports(sources, rules)).toEqual([]);
  });

  test('allows no import that no file uses', () => {
    const used = new Set(
      [...sources].flatMap(([path, text]) => importsOf(path, text).map((name) => `${topOf(path)} ${topOf(name)}`)),
    );
    const unused = rules.flatMap(({ folder, imports }) =>
      imports.filter((target) => !used.has(`${folder} ${target}`)).map((target) => `${folder} ${target}`),
    );
    expect(unused).toEqual([]);
  });

  test('is the table that ARCHITECTURE.md shows', () => {
    const shown = tableRows(section(readText('ARCHITECTURE.md'), 'Folders'));
    expect(shown).toEqual(
      rules.map(({ folder, subject, imports }) => [`\`src/${folder}/\``, subject, imports.join(', ') || 'nothing']),
    );
  });

  test.each([
    ['a static import', "import { runCommand } from '../terminal/commands/run.ts';"],
    ['a type-only import', "import type { Display } from '../terminal/panel/display.ts';"],
    ['a dynamic import', "const loaded = await import('../terminal/commands/run.ts');"],
    ['a re-export', "export { runCommand } from '../terminal/commands/run.ts';"],
    ['a module of Node.js', "import { readFileSync } from 'node:fs';"],
    ['a package', "import { parse } from 'yaml';"],
  ])('forbids %s in the wrong place', (_name, line) => {
    const wrong = new Map([...sources, ['src/schedule/wrong.ts', line]]);
    expect(forbiddenImports(wrong, rules)).toHaveLength(1);
  });

  test('forbids the imports of a file that is moved to the wrong folder or sub-folder', () => {
    const path = 'src/terminal/panel/open-display.ts';
    const moved = new Map([...sources, ['src/report/html/open-display.ts', sources.get(path) ?? '']]);
    const resolved = (sources.get(path) ?? '').replaceAll("'../output/", "'../../terminal/output/");
    moved.set('src/report/html/open-display.ts', resolved);
    expect(forbiddenImports(moved, rules)).toEqual([
      'src/report/html/open-display.ts: src/report may not import src/terminal/output/colors.ts',
    ]);
  });
});

describe('cycles', () => {
  test('there is none between files', () => {
    expect(cyclesOf(fileEdges(sources))).toEqual([]);
  });

  test('there is none between folders of any depth', () => {
    expect(cyclesOf(folderEdges(sources))).toEqual([]);
  });

  test('a cycle is found', () => {
    const added = new Map([
      ...sources,
      ['src/base/suggest.ts', "import type { Unknown } from '../mission/schema/unknown-key.ts';"],
    ]);
    expect(cyclesOf(folderEdges(added)).flat()).toContain('src/base');
  });
});

test(`no folder of src or test holds more than ${MOST_FILES} files directly`, () => {
  const crowded = foldersBelow('src')
    .concat(foldersBelow('test'))
    .filter((folder) => filesIn(folder).length > MOST_FILES);
  expect(crowded).toEqual([]);
});

function foldersBelow(folder: string): readonly string[] {
  const inner = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap(({ name }) => foldersBelow(`${folder}/${name}`))];
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function topOf(path: string): string {
  return path.startsWith('src/') && path.split('/').length > 2 ? (path.split('/')[1] ?? path) : path;
}
