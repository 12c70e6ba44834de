import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { staysInside, whyOutside } from '../../src/files/inside-root.ts';
import { lookAt, lookExactlyAt, lookThrough } from '../../src/files/look-at.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-look-'));
  writeFileSync(join(dir, 'file'), 'text');
});
afterEach(() => rmSync(dir, { recursive: true }));

const looks = [lookAt, lookExactlyAt, lookThrough];

test('F625 nothing is seen below a file, nor at a name that no file system has', () => {
  for (const look of looks) {
    for (const path of ['none', 'file/below', 'file/below/it', 'x'.repeat(5000)])
      expect(look(join(dir, path)), path.slice(0, 20)).toBeUndefined();
    expect(look(join(dir, 'file'))?.isFile()).toBe(true);
  }
});

test.skipIf(process.platform === 'win32')('F625 nothing is seen below a link to itself', () => {
  symlinkSync('loop', join(dir, 'loop'));
  symlinkSync('file', join(dir, 'link'));
  for (const look of looks) expect(look(join(dir, 'loop/below'))).toBeUndefined();
  expect([lookAt, lookExactlyAt].map((look) => look(join(dir, 'link'))?.isSymbolicLink())).toEqual([true, true]);
  expect([lookThrough(join(dir, 'link'))?.isFile(), lookThrough(join(dir, 'loop'))]).toEqual([true, undefined]);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'F625 nothing is seen in a folder that may not be searched',
  () => {
    mkdirSync(join(dir, 'dark'));
    chmodSync(join(dir, 'dark'), 0);
    for (const look of looks) expect(look(join(dir, 'dark/below'))).toBeUndefined();
    chmodSync(join(dir, 'dark'), 0o700);
  },
);

test.skipIf(process.platform === 'win32')(
  'F625 a path below a file stays inside, and one that cannot be followed has the reason',
  () => {
    symlinkSync('loop', join(dir, 'loop'));
    expect(staysInside(dir, 'file/below/it')).toBe(true);
    expect(whyOutside(dir, '../it')).toBe('that it leads out of it');
    expect(whyOutside(dir, 'loop/below')).toContain(`ELOOP: too many symbolic links encountered, realpath '${dir}`);
    expect(whyOutside(join(dir, 'file/root'), 'a')).toContain('ENOTDIR');
  },
);
