import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Header } from 'tar';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PartFile } from '../../../src/run/fleet/part-file.ts';
import { digestOf, readTar, writeTar } from '../../../src/run/fleet/tar.ts';
import { placeFiles, unpackPart } from '../../../src/run/fleet/unpack.ts';
import { fc } from '../../suite/fast-check.ts';

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mission-tar-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(path: string, text: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

interface Made {
  readonly path: string;
  readonly text?: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'Directory' | 'CharacterDevice' | 'FIFO';
  readonly linkpath?: string;
  /** What the header says instead of the length of the text. */
  readonly size?: number;
  readonly mode?: number;
}

/** An archive whose headers say whatever they are to say. */
function archive(entries: readonly Made[], end = true): Buffer {
  const blocks = entries.flatMap(({ path, text = '', type = 'File', linkpath, size, mode = 0o644 }) => {
    const body = Buffer.from(text);
    const header = new Header({
      path,
      type,
      mode,
      size: size ?? body.length,
      ...(linkpath === undefined ? {} : { linkpath }),
    });
    const block = Buffer.alloc(512);
    header.encode(block, 0);
    const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
    return [block, body, padding];
  });
  return Buffer.concat([...blocks, ...(end ? [Buffer.alloc(1024)] : [])]);
}

/** The `part.json` that fits to the archive, as an attacker would write it. */
function fitting(bytes: Buffer, files: Readonly<Record<string, string>> = {}): Pick<PartFile, 'tar' | 'files'> {
  const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
  return {
    tar: sha256(bytes),
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sha256(text)])),
  };
}

async function unpack(bytes: Buffer, files: Readonly<Record<string, string>> = {}, room?: number) {
  const home = newFolder();
  const [tar, staging, root] = [join(home, 'part.tar'), join(home, 'staging'), join(home, 'root')];
  mkdirSync(staging);
  mkdirSync(root);
  writeFileSync(tar, bytes);
  const read = unpackPart(tar, fitting(bytes, files), staging, room);
  return { home, staging, root, read };
}

describe('an archive of another machine', () => {
  test.each<[string, Made, RegExp]>([
    ['a way up', { path: 'files/a/../../../evil', text: 'x' }, /leads out of the folder/],
    ['an absolute path', { path: '/etc/evil', text: 'x' }, /leads out of the folder/],
    ['a dot in a path', { path: 'files/./a/x', text: 'x' }, /leads out of the folder/],
    ['a path elsewhere', { path: 'home/x', text: 'x' }, /neither in run nor in files/],
    ['a file of no task', { path: 'files/x', text: 'x' }, /belongs to no task/],
    ['a hard link', { path: 'files/a/x', type: 'Link', linkpath: '/etc/passwd' }, /kind Link/],
    ['a device', { path: 'files/a/x', type: 'CharacterDevice' }, /kind CharacterDevice/],
    ['a named pipe', { path: 'files/a/x', type: 'FIFO' }, /kind FIFO/],
    [
      'a link to the outside',
      { path: 'files/a/x', type: 'SymbolicLink', linkpath: '../..' },
      /leads out of the folder/,
    ],
    ['an absolute link', { path: 'files/a/x', type: 'SymbolicLink', linkpath: '/etc' }, /leads out of the folder/],
    [
      'a link with a way up after a name',
      { path: 'files/a/x', type: 'SymbolicLink', linkpath: 'y/../z' },
      /leads out of the folder/,
    ],
    [
      'a link in the folder of the run',
      { path: 'run/events.jsonl', type: 'SymbolicLink', linkpath: 'x' },
      /link "run\/events.jsonl"/,
    ],
  ])('F390 %s in an archive is refused before anything is written', async (_, entry, message) => {
    const { home, staging, read } = await unpack(archive([entry]));
    await expect(read).rejects.toThrow(message);
    expect(readdirSync(staging)).toEqual([]);
    expect(readdirSync(home).sort()).toEqual(['part.tar', 'root', 'staging']);
  });

  test('F391 a path that is in an archive twice is refused', async () => {
    const { read } = await unpack(
      archive([
        { path: 'files/a/x', text: '1' },
        { path: 'files/a/x', text: '2' },
      ]),
    );
    await expect(read).rejects.toThrow(/"files\/a\/x" twice/);
  });

  test('F391 a file below a link of the same archive is refused', async () => {
    const entries: Made[] = [
      { path: 'files/a/d', type: 'SymbolicLink', linkpath: 'e' },
      { path: 'files/a/d/x', text: 'x' },
    ];
    const { staging, root, read } = await unpack(archive(entries), { 'files/a/d': 'e', 'files/a/d/x': 'x' });
    const { entries: checked } = await read;
    expect(() => placeFiles(checked, 'a', staging, root)).toThrow(/where this checkout has a link/);
    expect(existsSync(join(root, 'e'))).toBe(false);
  });

  test('F392 sizes that do not fit on the disk are refused at the header', async () => {
    const { read } = await unpack(archive([{ path: 'files/a/x', text: 'x', size: 7 * 1024 ** 3 }]), {}, 1024);
    await expect(read).rejects.toThrow(/more bytes than the disk has space for/);
  });

  test('F392 an archive that is cut in the middle is refused', async () => {
    const whole = archive([
      { path: 'files/a/x', text: 'x'.repeat(2000) },
      { path: 'files/a/y', text: 'y' },
    ]);
    for (const length of [100, 512, 700, 2000, 2561, 3000]) {
      const { read } = await unpack(whole.subarray(0, length), { 'files/a/x': 'x'.repeat(2000), 'files/a/y': 'y' });
      await expect(read).rejects.toThrow(/damaged|no archive|without the file/);
    }
  });

  test('F392 an archive that was changed after it was written is refused', async () => {
    const home = newFolder();
    const bytes = archive([{ path: 'run/events.jsonl', text: 'x' }]);
    writeFileSync(join(home, 'part.tar'), bytes);
    truncateSync(join(home, 'part.tar'), bytes.length - 512);
    await expect(unpackPart(join(home, 'part.tar'), fitting(bytes), home)).rejects.toThrow(/was cut or changed/);
  });

  test.each([
    ['a compressed archive', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['an empty file', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(2048)],
    ['text', Buffer.from('hello '.repeat(300))],
  ])('F392 %s is no archive of a part', async (_, bytes) => {
    const { read } = await unpack(bytes, { 'run/events.jsonl': '' });
    await expect(read).rejects.toThrow(/no archive|damaged|without the file/);
  });

  test('a file with another digest, and one that is missing, are refused', async () => {
    const one = archive([{ path: 'files/a/x', text: 'x' }]);
    await expect((await unpack(one, { 'files/a/x': 'y' })).read).rejects.toThrow(/another digest/);
    await expect((await unpack(one, { 'files/a/x': 'x', 'files/a/y': 'y' })).read).rejects.toThrow(
      /without the file "files\/a\/y"/,
    );
  });

  test('random bytes never throw anything but a refusal', async () => {
    const name = fc.constantFrom('files/a/x', 'run/events.jsonl', '../x', '/x', 'files/a/../../x', 'files//x');
    const type = fc.constantFrom('File', 'SymbolicLink', 'Link', 'Directory', 'FIFO');
    const made: fc.Arbitrary<Made> = fc.record({ path: name, type, text: fc.string(), linkpath: name } as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(made, { maxLength: 4 }),
        fc.array(fc.nat(3000), { maxLength: 3 }),
        async (entries, hits) => {
          const bytes = archive(entries);
          for (const hit of hits) bytes[hit % bytes.length] = hit % 256;
          const { home, read } = await unpack(bytes);
          await read.then(undefined, (error: unknown) =>
            expect(String(error)).toMatch(/found|InvalidArchiveError|Error/),
          );
          expect(readdirSync(home).sort()).toEqual(['part.tar', 'root', 'staging']);
          rmSync(home, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('files of a part in a root', () => {
  async function place(entries: readonly Made[], prepare: (root: string, home: string) => void): Promise<string> {
    const texts = Object.fromEntries(entries.map(({ path, text = '', linkpath }) => [path, linkpath ?? text]));
    const { home, staging, root, read } = await unpack(archive(entries), texts);
    prepare(root, home);
    placeFiles((await read).entries, 'a', staging, root);
    return root;
  }

  test('F393 nothing is written through a link of the checkout', async () => {
    let outside = '';
    const prepare = (root: string, home: string): void => {
      outside = join(home, 'outside');
      mkdirSync(outside);
      symlinkSync(outside, join(root, 'dist'));
    };
    await expect(place([{ path: 'files/a/dist/x', text: 'x' }], prepare)).rejects.toThrow(
      /where this checkout has a link/,
    );
    expect(readdirSync(outside)).toEqual([]);
  });

  test('F393 a link in place of a file is replaced, and what it leads to stays', async () => {
    const root = await place([{ path: 'files/a/x', text: 'new' }], (at, home) => {
      writeFileSync(join(home, 'outside'), 'old');
      symlinkSync(join(home, 'outside'), join(at, 'x'));
    });
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('new');
    expect(lstatSync(join(root, 'x')).isFile()).toBe(true);
    expect(readFileSync(join(root, '../outside'), 'utf8')).toBe('old');
  });

  test('a folder in place of a file is refused', async () => {
    const making = place([{ path: 'files/a/x', text: 'x' }], (root) => mkdirSync(join(root, 'x')));
    await expect(making).rejects.toThrow(/where this checkout has a folder/);
  });

  test('permissions that change the user are not taken over', async () => {
    const root = await place([{ path: 'files/a/x', text: 'x', mode: 0o4755 }], () => undefined);
    expect(statSync(join(root, 'x')).mode & 0o7777).toBe(0o755);
  });
});

test('packing and unpacking gives the same tree: contents, permissions and links', async () => {
  const segment = fc.stringMatching(/^[\w@ .é-]{1,12}$/).filter((name) => !/^\.{1,2}$/.test(name));
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const file = fc.record({
    path,
    bytes: fc.uint8Array({ maxLength: 3000 }),
    mode: fc.constantFrom(0o644, 0o755, 0o600),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(file, { selector: (each) => each.path, minLength: 1, maxLength: 8 }),
      async (files) => {
        const home = newFolder();
        const [dir, staging, root] = [join(home, 'run'), join(home, 'staging'), join(home, 'root')];
        for (const folder of [dir, staging, root]) mkdirSync(folder);
        const made = files.filter((each) => {
          try {
            write(join(dir, 'files/a', each.path), each.bytes, each.mode);
            return true;
          } catch {
            // Another file is where this one needs a folder.
            return false;
          }
        });
        const [first] = made;
        symlinkSync(first?.path ?? '.', join(dir, 'files/a', 'a link'));
        const sources = [...made.map((each) => each.path), 'a link'].map((each) => ({
          from: `files/a/${each}`,
          path: `files/a/${each}`,
        }));
        const tar = join(home, 'part.tar');
        await writeTar(tar, dir, sources);
        const { files: digests } = await readTar(tar, { place: () => undefined });
        const { entries } = await unpackPart(tar, { tar: await digestOf(tar), files: digests }, staging);
        placeFiles(entries, 'a', staging, root);
        for (const each of made) {
          expect(readFileSync(join(root, each.path)).equals(Buffer.from(each.bytes))).toBe(true);
          expect(statSync(join(root, each.path)).mode & 0o777).toBe(each.mode);
        }
        expect(readlinkSync(join(root, 'a link'))).toBe(first?.path ?? '.');
        rmSync(home, { recursive: true });
      },
    ),
    { numRuns: 40 },
  );
});

test('two names of one file are packed as two files', async () => {
  const home = newFolder();
  write(join(home, 'files/a/x'), 'x');
  linkSync(join(home, 'files/a/x'), join(home, 'files/a/y'));
  const sources = ['files/a/x', 'files/a/y'].map((path) => ({ from: path, path }));
  await writeTar(join(home, 'part.tar'), home, sources);
  const { entries } = await readTar(join(home, 'part.tar'), { place: () => undefined });
  expect(entries.map(({ kind, size }) => [kind, size])).toEqual([
    ['file', 1],
    ['file', 1],
  ]);
});
