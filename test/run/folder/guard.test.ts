import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardFolder } from '../../../src/run/folder/guard.ts';
import { takeFolder } from '../../../src/run/folder/run-folder.ts';

let root: string;
let dir: string;
let losses: number;
let ensure: ReturnType<typeof guardFolder>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guarded-'));
  dir = join(root, '.mission');
  takeFolder(dir, root, 'mark1');
  losses = 0;
  ensure = guardFolder(dir, () => {
    losses += 1;
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('F175 the folder of a run', () => {
  it('is not changed while it exists, even if a folder in it was removed', () => {
    rmSync(join(dir, 'logs'), { recursive: true });
    ensure(join(dir, 'logs'));
    expect(readdirSync(dir).sort()).toEqual(['.gitignore', 'logs', 'run.json', 'tasks']);
    expect(losses).toBe(0);
  });

  it.each([
    ['removed', () => rmSync(dir, { recursive: true })],
    ['moved', () => renameSync(dir, join(root, 'elsewhere'))],
    [
      'replaced by a file',
      () => {
        rmSync(dir, { recursive: true });
        writeFileSync(dir, 'x');
      },
    ],
    [
      'replaced by another folder',
      () => {
        rmSync(dir, { recursive: true });
        mkdirSync(join(root, 'other'));
        renameSync(join(root, 'other'), dir);
      },
    ],
  ])('is created again after it was %s: ignored by git and in use as before', (_, lose) => {
    const identity = readFileSync(join(dir, 'run.json'), 'utf8');
    lose();
    ensure(join(dir, 'logs'));
    expect(readdirSync(dir).sort()).toEqual(['.gitignore', 'logs', 'run.json']);
    expect(readFileSync(join(dir, 'run.json'), 'utf8')).toBe(identity);
    expect(readFileSync(join(dir, '.gitignore'), 'utf8')).toBe('*\n');
    // There is one note, even if the folder is removed again.
    rmSync(dir, { recursive: true });
    ensure(dir);
    expect(losses).toBe(1);
  });

  it('creates folders elsewhere too', () => {
    ensure(join(root, 'outside', 'io'));
    expect(readdirSync(join(root, 'outside'))).toEqual(['io']);
  });
});
