import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/files/write-atomically.ts';
import { smallDisk } from '../small-disk.ts';

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
  writeFileAtomically(path, ['ä', 'b', Buffer.from('ß'), 'c']);
  expect(readFileSync(path, 'utf8')).toBe('äbßc');
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

it('pieces of more than a write are whole, with characters outside of Latin 1', () => {
  const path = join(dir, 'a.md');
  const pieces = Array.from({ length: 50 }, (_, index) => `${index} ✅ ${'é'.repeat(5000)}\n`);
  writeFileAtomically(path, pieces);
  expect(readFileSync(path, 'utf8')).toBe(pieces.join(''));
});

it.skipIf(process.platform !== 'linux')('if the disk is full, the old text stays and nothing else', ({ skip }) => {
  const disk = smallDisk(1, skip);
  const path = join(disk, 'a.md');
  writeFileAtomically(path, 'one');
  const pieces = Array<string>(20).fill('x'.repeat(100_000));
  for (const text of [pieces, pieces.join('')]) {
    expect(() => writeFileAtomically(path, text)).toThrow('ENOSPC');
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(disk)).toEqual(['a.md']);
  }
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
