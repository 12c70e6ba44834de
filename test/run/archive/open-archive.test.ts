import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Archive, openArchive } from '../../../src/run/archive/open-archive.ts';
import { makeZip, type ZipEntry } from './make-zip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(...entries: readonly ZipEntry[]): Promise<Archive | string> {
  return openBytes(makeZip(entries));
}

async function openBytes(bytes: Buffer): Promise<Archive | string> {
  const file = join(folder, 'a.zip');
  writeFileSync(file, bytes);
  const opened = await openArchive(file);
  return opened.type === 'opened' ? opened.archive : opened.message;
}

async function opened(...entries: readonly ZipEntry[]): Promise<Archive> {
  const archive = await open(...entries);
  if (typeof archive === 'string') throw new Error(archive);
  return archive;
}

test('files are listed with their sizes, read and written', async () => {
  const archive = await opened({ name: 'a/' }, { name: 'a/b', content: 'hello' }, { name: 'c', content: '' });
  expect([...archive.sizes]).toEqual([
    ['a/b', 5],
    ['c', 0],
  ]);
  expect((await archive.read('a/b')).toString()).toBe('hello');
  const digest = await archive.extract('a/b', join(folder, 'b'), 0o755);
  expect(digest).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
  expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('hello');
  archive.close();
});

describe('F419 a hostile archive is refused before anything is written', () => {
  const good = { name: 'events.jsonl', content: 'x' };
  test.each<[string, readonly ZipEntry[], RegExp]>([
    ['a path out of the folder', [good, { name: '../out' }], /invalid relative path: \.\.\/out/],
    ['a path out of the folder in the middle', [good, { name: 'logs/../../out' }], /invalid relative path/],
    ['an absolute path', [good, { name: '/etc/out' }], /absolute path/],
    ['a path with a drive', [good, { name: 'C:/out' }], /absolute path/],
    ['backslashes', [good, { name: '..\\out' }], /invalid characters/],
    ['a line break', [good, { name: 'logs/a\nb' }], /is not a path/],
    [
      'a link',
      [good, { name: 'logs/a.log', content: '/etc/passwd', mode: 0o120777 }],
      /"logs\/a\.log" in it is a link/,
    ],
    ['a device', [good, { name: 'logs/a.log', mode: 0o020666 }], /is not a regular file/],
    [
      'an encrypted file',
      [good, { name: 'logs/a.log', content: 'x'.repeat(20), declared: 8, flags: 1 }],
      /is encrypted/,
    ],
    ['a name twice', [good, good], /"events\.jsonl" is in it twice/],
    ['a size that is not true', [good, { name: 'logs/a.log', content: 'x', declared: 9 }], /size mismatch/],
    [
      'more than the limit',
      Array.from({ length: 3 }, (_, index) => ({ name: `files/${index}`, declared: 0xf0000000, deflated: true })),
      /its files have more than 8 GiB/,
    ],
  ])('%s', async (_, entries, message) => {
    expect(await open(...entries)).toMatch(message);
  });

  test.each([0.1, 0.5, 0.9, 0.99])('a file that was cut at %s of its length', async (share) => {
    const bytes = makeZip([good, { name: 'logs/a.log', content: 'y'.repeat(1000) }]);
    expect(await openBytes(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatch(/expected a zip file at /);
  });

  test('a file that is no archive', async () => {
    expect(await openBytes(Buffer.from('hello'))).toMatch(/expected a zip file at .*a\.zip, found /);
  });
});

test('F419 a file that is larger than the archive declares is cut off at once', async () => {
  const archive = await opened({ name: 'a', content: 'x'.repeat(50_000_000), deflated: true, declared: 10 });
  await expect(archive.read('a')).rejects.toThrow(/too many bytes/);
  archive.close();
});

test('F419 a file with another checksum than its content is rejected', async () => {
  const archive = await opened({ name: 'a', content: 'hello', sum: 1 });
  await expect(archive.read('a')).rejects.toThrow('a is damaged');
  archive.close();
});

test('F419 nothing is written through a file that is there', async () => {
  const archive = await opened({ name: 'a', content: 'hello' });
  writeFileSync(join(folder, 'there'), 'mine');
  await expect(archive.extract('a', join(folder, 'there'), 0o644)).rejects.toThrow(/EEXIST/);
  expect(readFileSync(join(folder, 'there'), 'utf8')).toBe('mine');
  expect(existsSync(join(folder, 'a'))).toBe(false);
  archive.close();
});
