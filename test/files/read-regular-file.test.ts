import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRegularFile } from '../../src/files/read-regular-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'regular-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('readRegularFile', () => {
  test('reads a file, also through a link', () => {
    const path = join(dir, 'file');
    writeFileSync(path, 'text');
    symlinkSync(path, join(dir, 'link'));
    expect([path, join(dir, 'link')].map((each) => readRegularFile(each).toString())).toEqual(['text', 'text']);
  });

  test('F684 does not wait on a named pipe, and reads no device and no folder', () => {
    const [pipe, device, folder] = ['pipe', 'device', 'folder'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', device);
    mkdirSync(folder);
    for (const path of [pipe, device, folder]) {
      expect(() => readRegularFile(path)).toThrow('something that is no regular file');
    }
  });

  test('throws the error of the file system', () => {
    expect(() => readRegularFile(join(dir, 'absent'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
