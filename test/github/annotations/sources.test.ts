import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSources } from '../../../src/github/annotations/sources.ts';

let workspace: string;
beforeEach(() => {
  workspace = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  mkdirSync(join(workspace, 'shop', 'src'), { recursive: true });
  writeFileSync(join(workspace, 'shop', 'src', 'a.test.ts'), '');
  writeFileSync(join(workspace, 'top.ts'), '');
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

test('a path below the root of the mission is given from the folder of the repository', () => {
  const { pathOf } = findSources(workspace, join(workspace, 'shop'));
  expect(pathOf('src/a.test.ts')).toBe('shop/src/a.test.ts');
  expect(pathOf('./src/../src/a.test.ts')).toBe('shop/src/a.test.ts');
  expect(pathOf('../top.ts')).toBe('top.ts');
  expect(pathOf(join(workspace, 'top.ts'))).toBe('top.ts');
});

test('F489 what is no file of the repository has no path', () => {
  const { pathOf } = findSources(workspace, join(workspace, 'shop'));
  for (const file of ['src', 'src/gone.ts', '../../etc/passwd', '/etc/passwd', '', '.', '\0', 'x'.repeat(10_000)])
    expect(pathOf(file), file).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('F489 a link that leads out of the repository is not followed', () => {
  symlinkSync('/etc', join(workspace, 'shop', 'out'));
  symlinkSync('/etc/passwd', join(workspace, 'shop', 'passwd'));
  const { pathOf } = findSources(workspace, join(workspace, 'shop'));
  expect(pathOf('out/passwd')).toBeUndefined();
  expect(pathOf('passwd')).toBeUndefined();
});
