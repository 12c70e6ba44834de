import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Pack, Parser, type ReadEntry } from 'tar';
import { type ArchiveEntry, checkEntry, mostEntries } from './tar-entries.ts';

/** A file or link that goes into an archive. */
export interface ArchiveSource {
  /** Path from the folder, with `/`. */
  readonly from: string;
  /** Path in the archive, with `/`. */
  readonly path: string;
}

/** Writes an archive of files and links, with their permissions. Throws the system's error, also if one of the files is missing. */
export async function writeTar(target: string, folder: string, sources: readonly ArchiveSource[]): Promise<void> {
  const names = new Map(sources.map(({ from, path }) => [from, path]));
  const pack = new Pack({
    cwd: folder,
    portable: true,
    noDirRecurse: true,
    strict: true,
    // Two names of one file are two files: an archive with hard links is refused.
    linkCache: new NoLinks(),
    onWriteEntry: (entry) => {
      entry.path = names.get(entry.path) ?? entry.path;
    },
  });
  for (const { from } of sources) pack.add(from);
  pack.end();
  const file = await open(target, 'w', 0o600);
  try {
    for await (const chunk of pack) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

class NoLinks extends Map<`${number}:${number}`, string> {
  override get(): undefined {
    return undefined;
  }
}

/** An archive that cannot be used, with a phrase about what was found. */
export class InvalidArchiveError extends Error {}

/** Where the content of an entry goes. */
export interface ArchiveSink {
  /**
   * Called before the content of each entry. Throws `InvalidArchiveError` to refuse it.
   *
   * @returns the path of a new file for its content; undefined: the content is only digested
   */
  readonly place: (entry: ArchiveEntry) => string | undefined;
}

export interface ReadArchive {
  /** By path: the SHA-256 of a file, or of the target of a link. */
  readonly files: Readonly<Record<string, string>>;
  readonly entries: readonly ArchiveEntry[];
}

/**
 * Reads an archive of another machine. Every entry is checked before anything of it is written (`checkEntry`), and no link is made. Throws
 * `InvalidArchiveError`, or the system's error.
 */
export async function readTar(path: string, sink: ArchiveSink): Promise<ReadArchive> {
  const files = new Map<string, string>();
  const entries: ArchiveEntry[] = [];
  let problem: unknown;
  const fail = (error: unknown): void => {
    problem ??= error;
  };
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      try {
        if (problem !== undefined) throw problem;
        const checked = accept(entry, files, entries.length);
        entries.push(checked);
        digest(entry, checked, sink.place(checked), (value) => files.set(checked.path, value), fail);
      } catch (error) {
        fail(error);
        entry.resume();
      }
    },
  });
  parser.on('error', (error: Error) => fail(new InvalidArchiveError(`an archive that is damaged (${error.message})`)));
  for await (const chunk of createReadStream(path)) {
    if (problem !== undefined) break;
    if (entries.length === 0 && files.size === 0) refuseCompressed(chunk);
    if (!parser.write(chunk) && problem === undefined)
      await Promise.race([once(parser, 'drain'), once(parser, 'error')]);
  }
  if (problem !== undefined) throw problem;
  const ended = once(parser, 'end').catch(() => undefined);
  parser.end();
  await ended;
  if (problem !== undefined) throw problem;
  return { files: Object.fromEntries(files), entries };
}

/** Parts are not compressed, and what claims to be could grow without a limit. */
function refuseCompressed(chunk: Buffer): void {
  if (chunk.toString('latin1', 257, 262) !== 'ustar')
    throw new InvalidArchiveError('a file that is no archive of a part');
}

function accept(entry: ReadEntry, files: ReadonlyMap<string, string>, count: number): ArchiveEntry {
  const { path, type, size, mode, linkpath } = entry;
  const checked = checkEntry({ path, type, size, mode, linkpath });
  if (typeof checked === 'string') throw new InvalidArchiveError(checked);
  if (files.has(path)) throw new InvalidArchiveError(`the path ${JSON.stringify(path.slice(0, 200))} twice`);
  if (count >= mostEntries) throw new InvalidArchiveError(`more than ${mostEntries} files`);
  return checked;
}

function digest(
  entry: ReadEntry,
  { kind, target, mode }: ArchiveEntry,
  to: string | undefined,
  done: (value: string) => void,
  fail: (error: unknown) => void,
): void {
  const hash = createHash('sha256');
  if (kind === 'link') {
    done(hash.update(target).digest('hex'));
    entry.resume();
    return;
  }
  const file = to === undefined ? undefined : openSync(to, 'wx', mode);
  let isOpen = file !== undefined;
  const close = (): void => {
    if (isOpen && file !== undefined) closeSync(file);
    isOpen = false;
  };
  entry.on('data', (chunk: Buffer) => {
    try {
      hash.update(chunk);
      if (file !== undefined && isOpen) for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
    } catch (error) {
      close();
      fail(error);
    }
  });
  entry.on('end', () => {
    close();
    done(hash.digest('hex'));
  });
}

/** The SHA-256 of a file, hexadecimal. Throws the system's error. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
