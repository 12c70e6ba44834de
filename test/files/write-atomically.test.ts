import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/files/write-atomically.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-write-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('replaces a file and leaves nothing else', () => {
  const path = join(dir, 'a.md');
  writeFileAtomically(path, 'one');
  writeFileAtomically(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(dir)).toEqual(['a.md']);
});

it.skipIf(process.platform === 'win32')('follows no link and waits on no pipe that a task has put in its place', () => {
  const path = join(dir, 'a.md');
  const target = join(dir, 'target');
  writeFileSync(target, 'precious');
  symlinkSync(target, `${path}.partial`);
  writeFileAtomically(path, 'one');
  expect(readFileSync(target, 'utf8')).toBe('precious');
  execFileSync('mkfifo', [`${path}.partial`]);
  writeFileAtomically(path, 'two');
  mkdirSync(`${path}.partial`);
  writeFileAtomically(path, 'three');
  expect(readFileSync(path, 'utf8')).toBe('three');
  rmSync(path);
  mkdirSync(join(path, 'inner'), { recursive: true });
  writeFileAtomically(path, 'four');
  expect(readFileSync(path, 'utf8')).toBe('four');
});

it('writes a text in pieces', () => {
  const path = join(dir, 'a.md');
  writeFileAtomically(path, ['one ', 'zwölf ', '']);
  writeFileAtomically(path, ['ä', 'b']);
  expect(readFileSync(path, 'utf8')).toBe('äb');
  expect(readdirSync(dir)).toEqual(['a.md']);
});

it('if a piece cannot be made, the old text stays and nothing else', () => {
  const path = join(dir, 'a.md');
  writeFileAtomically(path, 'one');
  function* broken(): Generator<string> {
    yield 'two';
    throw new Error('no figures');
  }
  expect(() => writeFileAtomically(path, broken())).toThrow('no figures');
  expect(readFileSync(path, 'utf8')).toBe('one');
  expect(readdirSync(dir)).toEqual(['a.md']);
});

it.skipIf(process.platform === 'win32')('pieces follow no link and wait on no pipe either', () => {
  const path = join(dir, 'a.md');
  const target = join(dir, 'target');
  writeFileSync(target, 'precious');
  symlinkSync(target, `${path}.partial`);
  writeFileAtomically(path, ['one']);
  expect(readFileSync(target, 'utf8')).toBe('precious');
  execFileSync('mkfifo', [`${path}.partial`]);
  writeFileAtomically(path, ['two']);
  expect(readFileSync(path, 'utf8')).toBe('two');
});
