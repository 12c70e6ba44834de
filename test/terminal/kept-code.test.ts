import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepCode, readKeptCode } from '../../src/terminal/kept-code.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission-code-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const code = Buffer.from('compiled');
const none = Buffer.alloc(0);

test('F568 code that cannot be kept leaves no part of itself', () => {
  // In the place of the file is a folder that is not empty.
  mkdirSync(join(folder, 'run', 'below'), { recursive: true });
  keepCode(folder, 'run', code, Date.now());
  expect(readdirSync(folder)).toEqual(['run']);
});

test('a file that another program removes in the meantime does not prevent that code is kept', () => {
  symlinkSync('no-such-file', join(folder, 'other'));
  keepCode(folder, 'run', code, Date.now());
  expect(readKeptCode(join(folder, 'run'), none)).toEqual(code);
  mkdirSync(join(folder, 'old'));
  keepCode(folder, 'plan', code, Date.now() + 31 * 24 * 60 * 60 * 1000);
  expect(readKeptCode(join(folder, 'plan'), none)).toEqual(code);
});

test.skipIf(process.platform === 'win32')('a named pipe or a link in the place of kept code is not read', () => {
  keepCode(folder, 'run', code, Date.now());
  symlinkSync('run', join(folder, 'link'));
  expect(readKeptCode(join(folder, 'link'), none)).toBeUndefined();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(readKeptCode(join(folder, 'pipe'), none)).toBeUndefined();
});

test('kept code is read into the given space if it fits', () => {
  keepCode(folder, 'run', code, Date.now());
  const space = Buffer.alloc(code.length + 1);
  const read = readKeptCode(join(folder, 'run'), space);
  expect(read).toEqual(code);
  expect(read?.buffer).toBe(space.buffer);
  expect(readKeptCode(join(folder, 'run'), space.subarray(2))).toEqual(code);
});
