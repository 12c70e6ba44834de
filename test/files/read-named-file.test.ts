import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNamedFile, readNamedText } from '../../src/files/read-named-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'named-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('a file that the user names', () => {
  test('is read, also through a link', () => {
    writeFileSync(join(dir, 'file'), 'text');
    symlinkSync(join(dir, 'file'), join(dir, 'link'));
    expect(readNamedFile(join(dir, 'link')).toString()).toBe('text');
    expect(readNamedText(join(dir, 'file'))).toBe('text');
  });

  test('is read from a named pipe', async () => {
    const pipe = join(dir, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `echo text > "${pipe}"`], { stdio: 'ignore' });
    const ended = new Promise((resolve) => writer.on('exit', resolve));
    expect(readNamedText(pipe)).toBe('text\n');
    await ended;
  });

  test('F690 is not read if it is a device, which may have no end', () => {
    symlinkSync('/dev/zero', join(dir, 'link'));
    expect(() => readNamedFile(join(dir, 'link'))).toThrow('a device');
    expect(() => readNamedText('/dev/zero')).toThrow('a device');
  });

  test('that is not there has the error of the file system', () => {
    expect(() => readNamedText(join(dir, 'absent'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
