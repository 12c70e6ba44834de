import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { extractPart } from '../../../../src/run/fleet/artifacts/part-zip.ts';
import { makeZip, type ZipEntry } from '../../archive/make-zip.ts';

const good = [
  { name: 'part.json', content: '{}' },
  { name: 'part.tar', content: 'tar' },
];

interface Extracted {
  /** Undefined if the zip file was accepted. */
  readonly message: string | undefined;
  /** Names in the folder of the part. */
  readonly names: readonly string[];
  /** Absolute folder that holds the zip file and the folder of the part. */
  readonly home: string;
}

async function extract(bytes: Buffer, room?: number): Promise<Extracted> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission-part-zip-')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const [zip, folder] = [join(home, 'part.zip'), join(home, 'part')];
  writeFileSync(zip, bytes);
  const refusal = await extractPart(zip, folder, room);
  return { message: refusal?.message, names: existsSync(folder) ? readdirSync(folder).sort() : [], home };
}

test('the two files of a part are extracted, and nothing else that the zip file has', async () => {
  const { message, names, home } = await extract(makeZip([...good, { name: 'more/x', content: 'x' }]));
  expect(message).toBeUndefined();
  expect(names).toEqual(['part.json', 'part.tar']);
  expect(readFileSync(join(home, 'part/part.tar'), 'utf8')).toBe('tar');
});

const tar = { name: 'part.tar', content: 'x'.repeat(5_000_000), deflated: true };
const json = { name: 'part.json', content: '{}' };

test.each<[string, readonly ZipEntry[], RegExp]>([
  ['a path that leads out', [...good, { name: '../out' }], /invalid relative path: \.\.\/out/],
  ['an absolute path', [...good, { name: '/tmp/out' }], /absolute path: \/tmp\/out/],
  ['a name twice', [...good, json], /"part\.json" is in it twice/],
  ['a link', [json, { name: 'part.tar', content: '/etc/passwd', mode: 0o120777 }], /"part\.tar" in it is a link/],
  ['no archive', [json], /found no part\.tar in it/],
  ['no description', [tar], /found no part\.json in it/],
  ['a file that is larger than it declares', [json, { ...tar, declared: 10 }], /too many bytes/],
  [
    'a description of more than 64 MiB',
    [{ ...tar, name: 'part.json', declared: 2 ** 27 }, tar],
    /at most 67108864 bytes/,
  ],
  ['a checksum that differs', [json, { name: 'part.tar', content: 'tar', sum: 1 }], /part\.tar is damaged/],
])('F454 a zip file with %s is refused, and leaves nothing', async (_, entries, message) => {
  const extracted = await extract(makeZip(entries));
  expect(extracted.message).toMatch(message);
  expect(extracted.names).toEqual([]);
  expect(readdirSync(extracted.home)).not.toContain('out');
});

test('F454 a zip file that would grow to more than the disk has space for is refused before anything is written', async () => {
  const { message, names } = await extract(makeZip([json, tar]), 1_000_000);
  expect(message).toContain('expected at most 1000000 bytes');
  expect(names).toEqual([]);
});

test.each([0.2, 0.6, 0.99])('F454 a zip file that was cut at %s of its length is refused', async (share) => {
  const bytes = makeZip(good);
  const { message, names } = await extract(bytes.subarray(0, Math.floor(bytes.length * share)));
  expect(message).toMatch(/expected a zip file at /);
  expect(names).toEqual([]);
});
