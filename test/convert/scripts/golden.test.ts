import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../src/convert/draft.ts';
import { readJustfile } from '../../../src/convert/just/read-justfile.ts';
import { readMakeTargets } from '../../../src/convert/make/read-makefile.ts';
import { readPackageJson } from '../../../src/convert/npm/read-package.ts';
import { readTaskfile } from '../../../src/convert/taskfile/read-taskfile.ts';
import { readTurbo } from '../../../src/convert/turbo/read-turbo.ts';
import { readingText } from './draft-text.ts';

const root = join(import.meta.dirname, 'golden');

const sources: readonly { kind: string; file: string; read: Reader; shapes: number }[] = [
  { kind: 'npm', file: 'package.json', read: readPackageJson, shapes: 15 },
  { kind: 'make', file: 'Makefile', read: readMakeTargets, shapes: 15 },
  { kind: 'turbo', file: 'turbo.json', read: readTurbo, shapes: 15 },
  { kind: 'taskfile', file: 'Taskfile.yml', read: readTaskfile, shapes: 15 },
  { kind: 'just', file: 'justfile', read: readJustfile, shapes: 15 },
];

/** UPDATE_GOLDEN=1 rewrites what is expected; read the difference before you commit it. */
describe.each(sources)('$kind', ({ kind, file, read, shapes }) => {
  const names = globSync(`*/${file}`, { cwd: join(root, kind) }).map((path) => path.split(/[\\/]/)[0] ?? path);

  test('there are enough shapes of real files', () => {
    expect(names.length).toBeGreaterThanOrEqual(shapes);
  });

  test.each(names.sort())('%s is read as in its golden file', (name) => {
    const folder = join(root, kind, name);
    const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const;
    });
    const others = new Map(texts.filter(([path]) => path !== file && path !== 'draft.txt'));
    const text = readFileSync(join(folder, file), 'utf8');
    const found = readingText(read({ path: file, text }, others));
    const golden = join(folder, 'draft.txt');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, found);
    expect(existsSync(golden), 'run with UPDATE_GOLDEN=1 to write it').toBe(true);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });
});
