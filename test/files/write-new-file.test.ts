import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeNewFile } from '../../src/files/write-new-file.ts';
import { smallDisk } from '../small-disk.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-new-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('writes a file that does not exist, also one with characters outside of Latin 1', () => {
  const path = join(dir, 'a.md');
  expect(writeNewFile(path, '✅ é \ud800')).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('✅ é \ufffd');
  expect(readdirSync(dir)).toEqual(['a.md']);
});

it('leaves a file as it is', () => {
  const path = join(dir, 'a.md');
  writeFileSync(path, 'precious');
  expect(writeNewFile(path, 'one')).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('precious');
});

it.skipIf(process.platform === 'win32')('follows no link and waits on no pipe that a task has put in its place', () => {
  const [path, target] = [join(dir, 'a.md'), join(dir, 'target')];
  symlinkSync(target, path);
  expect(writeNewFile(path, 'one')).toBe(false);
  expect(readdirSync(dir)).toEqual(['a.md']);
  execFileSync('mkfifo', [join(dir, 'pipe')]);
  expect(writeNewFile(join(dir, 'pipe'), 'one')).toBe(false);
});

it.skipIf(process.platform !== 'linux')('leaves no file if the disk is full', ({ skip }) => {
  const disk = smallDisk(1, skip);
  expect(() => writeNewFile(join(disk, 'a.md'), 'x'.repeat(2 * 1024 ** 2))).toThrow('ENOSPC');
  expect(readdirSync(disk)).toEqual([]);
});

it('throws if the folder is missing', () => {
  expect(() => writeNewFile(join(dir, 'none', 'a.md'), 'one')).toThrow('ENOENT');
});
