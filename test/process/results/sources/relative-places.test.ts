import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPlacer } from '../../../../src/process/results/sources/relative-places.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'mission places ')));
  mkdirSync(join(root, 'api'));
  mkdirSync(join(root, 'web'));
  writeFileSync(join(root, 'web', 'b.test.ts'), '');
  writeFileSync(join(root, 'api', 'a.test.ts'), '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function shown(file: string, folder = 'api', of = root): string | undefined {
  const failures = [{ name: 'n', message: 'm', file, line: 3 }];
  const [failure] = failures.map(createPlacer({ root: of, folders: [folder, '.', 'web'] }));
  expect(failure).toMatchObject({ name: 'n', message: 'm', line: 3 });
  return failure?.file;
}

it('a path inside of the root is relative to it, however its tool writes it', () => {
  expect(shown(join(root, 'api', 'a.test.ts'))).toBe('api/a.test.ts');
  expect(shown(pathToFileURL(join(root, 'api', 'a.test.ts')).href)).toBe('api/a.test.ts');
  expect(shown('a.test.ts')).toBe('api/a.test.ts');
  expect(shown('./a.test.ts')).toBe('api/a.test.ts');
  // Tools such as pytest write paths relative to a folder above the working directory.
  expect(shown('api/a.test.ts')).toBe('api/a.test.ts');
  // Beside the results, where a command has changed the folder.
  expect(shown('b.test.ts')).toBe('web/b.test.ts');
  expect(shown('gone.test.ts', '.')).toBe('gone.test.ts');
});

it('a path outside of the root, or none, stays as it is', () => {
  expect(shown('/elsewhere/a.test.ts')).toBe('/elsewhere/a.test.ts');
  expect(shown('../../a.test.ts', '.')).toBe('../../a.test.ts');
  expect(shown(`${root}-2/a.test.ts`)).toBe(`${root}-2/a.test.ts`);
  const failure = { name: 'n', message: 'm' };
  expect(createPlacer({ root, folders: ['.'] })(failure)).toEqual(failure);
});

it.skipIf(process.platform === 'win32')('a root that is a link is known by both of its paths', () => {
  const link = `${root}-link`;
  symlinkSync(root, link);
  try {
    expect(shown(join(root, 'api', 'a.test.ts'), 'api', link)).toBe('api/a.test.ts');
    expect(shown(join(link, 'api', 'a.test.ts'), 'api', link)).toBe('api/a.test.ts');
  } finally {
    rmSync(link);
  }
});
