/*
 * This folder continues a run from the archive that a workflow has uploaded: on a second attempt, or on another machine.
 *
 * `open-archive.ts` opens a zip file and checks all names and sizes before anything is written. `relocate-journal.ts` moves the journal to the folder
 * in which the mission is resumed. `unpack-run.ts` writes journal, logs and files of tasks into the folder of a new run and reopens it as
 * `run/resume` does. `archived-files.ts` says which successes cannot be kept, and restores the files of those that are. `file-list.ts` is
 * the list of digests and modes that goes into the archive, because a zip file of the artifact service has neither.
 *
 * Invariants:
 * - An archive is untrusted. A path out of its folder, a link, an encrypted entry, the same name twice, or a size above the limits refuses the
 *   whole archive before anything is written.
 * - Only the journal, logs and files of tasks are unpacked. Above all, never `run.json`, which names processes to stop.
 * - No path of a workspace is taken over from the journal, because folders of workspaces are removed when a run ends.
 * - Only files that the task's own `artifacts` match now are restored, never into `.git`, and no other file is replaced.
 * - A success whose files are not here and whole runs again. Nothing is guessed.
 *
 * Not done here: the decision what runs again (`schedule/plan-resume.ts`), and which archive belongs to an attempt (`github/attempts`).
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { errorText } from '../../base/error-code.ts';
import { type Refusal, refused } from '../folder/refusal.ts';

export interface Archive {
  /** Paths of all files with `/`, and their sizes in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The content of a file. Throws if it is damaged. */
  read(path: string): Promise<Buffer>;
  /**
   * Writes a file to a path at which there is none.
   *
   * @returns the SHA-256 of the content as hexadecimal digits. Throws if it is damaged, and the error of the file system.
   */
  extract(path: string, target: string, mode: number): Promise<string>;
  close(): void;
}

export type OpenedArchive = { readonly type: 'opened'; readonly archive: Archive } | Refusal;

/** Absent in Node.js before 20.15: there, only digests are checked. */
const checksum: typeof crc32 | undefined = crc32;

/** Limits of an archive, in files and in bytes. The run that made it has lower ones. */
export const mostEntries = 100_000;
export const mostBytes = 8 * 1024 ** 3;

/** Opens a zip file. Refused if it is none, or if one of its entries is not what a run writes. */
export async function openArchive(file: string): Promise<OpenedArchive> {
  // Loaded here, because almost no command reads an archive.
  const { openPromise } = await import('yauzl');
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { strictFileNames: true, autoClose: false });
  } catch (error) {
    return refused(`expected a zip file at ${file}, found ${errorText(error)}`);
  }
  const listed = await listEntries(zip).catch((error: unknown) =>
    refused(`it is damaged or hostile: ${errorText(error)}`),
  );
  if ('type' in listed) {
    zip.close();
    return refused(`expected the archive of a run at ${file}, found that ${listed.message}; nothing was unpacked`);
  }
  return { type: 'opened', archive: archiveOf(zip, listed) };
}

async function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry> | Refusal> {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  if (zip.entryCount > mostEntries) return refused(`it has ${zip.entryCount} entries, more than ${mostEntries}`);
  // Rejects names with `..`, with a drive or a root, and with `\`.
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    const name = JSON.stringify(fileName);
    const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
    if (kind === 0o120000) return refused(`${name} in it is a link`);
    if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) return refused(`${name} in it is not a regular file`);
    if (entry.isEncrypted()) return refused(`${name} in it is encrypted`);
    if (/[\0\r\n]/.test(fileName) || fileName.split('/').some((part) => part === '.')) {
      return refused(`${name} in it is not a path`);
    }
    if (fileName.endsWith('/')) continue;
    if (entries.has(fileName)) return refused(`${name} is in it twice`);
    bytes += entry.uncompressedSize;
    if (bytes > mostBytes) return refused(`its files have more than ${mostBytes / 1024 ** 3} GiB`);
    entries.set(fileName, entry);
  }
  return entries;
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  const copy = async (path: string, target: Writable, seen: (chunk: Buffer) => void): Promise<void> => {
    const entry = entries.get(path);
    if (entry === undefined) throw new Error(`expected ${path} in the archive, found no such file`);
    let sum = 0;
    const check = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        sum = checksum?.(chunk, sum) ?? entry.crc32;
        seen(chunk);
        done(undefined, chunk);
      },
    });
    // Ends with an error as soon as more bytes come than the entry declares.
    await pipeline(await zip.openReadStreamPromise(entry), check, target);
    if (sum !== entry.crc32) throw new Error(`${path} is damaged: its checksum differs`);
  };
  return {
    sizes: new Map([...entries].map(([path, { uncompressedSize }]) => [path, uncompressedSize])),
    read: async (path) => {
      const chunks: Buffer[] = [];
      await copy(path, new Writable({ write: (_chunk, _encoding, done) => done() }), (chunk) => chunks.push(chunk));
      return Buffer.concat(chunks);
    },
    extract: async (path, target, mode) => {
      const hash = createHash('sha256');
      await copy(path, createWriteStream(target, { flags: 'wx', mode }), (chunk) => hash.update(chunk));
      return hash.digest('hex');
    },
    close: () => zip.close(),
  };
}
