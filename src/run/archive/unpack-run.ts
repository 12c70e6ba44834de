import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { freeSpace } from '../../files/free-space.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { writeNewFile } from '../../files/write-new-file.ts';
import { JOURNAL } from '../folder/journal.ts';
import { noRoom, type Refusal, refused } from '../folder/refusal.ts';
import { newMark, takeFolder } from '../folder/run-folder.ts';
import { type EarlierRun, readLocked } from '../resume/reopen.ts';
import { FILE_LIST, type ListedFile, parseFileList } from './file-list.ts';
import { makeLinks } from './make-links.ts';
import { type Archive, openArchive } from './open-archive.ts';
import { type RelocatedJournal, relocateJournal } from './relocate-journal.ts';

/** An archive whose journal has been read. Nothing has been written yet. */
export interface RunArchive {
  readonly type: 'read';
  readonly archive: Archive;
  readonly journal: RelocatedJournal;
  readonly listed: ReadonlyMap<string, ListedFile>;
  /** Links among the files of tasks, by path, with their targets: only a part has some, and they stay below the folder of their task. */
  readonly links?: ReadonlyMap<string, string>;
}

export type ReadArchive = RunArchive | Refusal;

/** Bytes of a journal: all of it is parsed at once. */
export const longestJournal = 400 * 1024 ** 2;

/** Bytes that stay free on the disk. */
const reserve = 64 * 1024 ** 2;

/**
 * Reads the archive of a run. The caller closes it.
 *
 * @param file path of a zip file
 * @param here absolute folder that takes the place of the one in which the mission was started
 */
export async function readRunArchive(file: string, here: string): Promise<ReadArchive> {
  const opened = await openArchive(file);
  if (opened.type === 'refused') return opened;
  const { archive } = opened;
  const refuse = (message: string): Refusal => {
    archive.close();
    return refused(`${file}: ${message}; nothing was unpacked`);
  };
  const size = archive.sizes.get(JOURNAL);
  if (size === undefined) return refuse(withoutJournal(archive));
  if (size > longestJournal) return refuse(`expected a journal of at most ${longestJournal} bytes, found ${size}`);
  try {
    const journal = relocateJournal((await archive.read(JOURNAL)).toString('utf8'), here);
    if (journal.type === 'refused') return refuse(journal.message);
    const hasList = (archive.sizes.get(FILE_LIST) ?? longestJournal) < longestJournal;
    const listed = hasList ? parseFileList((await archive.read(FILE_LIST)).toString('utf8')) : new Map();
    return { type: 'read', archive, journal, listed };
  } catch (error) {
    return refuse(`expected the archive of a run, found that ${errorText(error)}`);
  }
}

function withoutJournal({ sizes }: Archive): string {
  const found = [...sizes.keys()].slice(0, 3).join(', ');
  const page = [...sizes.keys()].some((path) => path.endsWith('.html'));
  const other = page ? ' (this is the page alone: download the artifact with all reports and logs)' : '';
  return `expected ${JOURNAL}, the journal of a run, found ${found === '' ? 'no file' : found}${other}`;
}

export type UnpackedRun = { readonly type: 'unpacked'; readonly run: EarlierRun } | Refusal;

/** Unpacks a run into the folder of a new run, and reopens it there with its folder locked. Whole files of tasks only. */
export async function unpackRun(
  { archive, journal, listed, links = new Map() }: RunArchive,
  dir: string,
): Promise<UnpackedRun> {
  const { root } = journal;
  if (!existsSync(root)) {
    return refused(
      `expected the folder in which the mission works at ${root}, found none; start in the top folder of the repository`,
    );
  }
  const mark = newMark();
  const inUse = takeFolder(dir, root, mark);
  if (inUse !== undefined) return inUse;
  const bytes = [...archive.sizes.values()].reduce((sum, size) => sum + size, 0);
  const free = freeSpace(dir);
  if (free !== undefined && bytes + reserve > free) return noRoom(dir, `${free} bytes free, ${bytes + reserve} needed`);
  for (const path of archive.sizes.keys()) {
    if (/^logs\/[^/]+\.log$/.test(path)) await unpackFile(archive, path, dir, 0o644);
    const file = listed.get(path);
    if (!path.startsWith('files/') || file === undefined) continue;
    const digest = await unpackFile(archive, path, dir, file.mode);
    // It counts as missing, so that its task runs again.
    if (digest !== file.sha256) rmSync(join(dir, path), { force: true });
  }
  try {
    makeLinks(dir, links);
    if (!writeNewFile(join(dir, JOURNAL), journal.text)) return noRoom(dir, `${JOURNAL} is there already`);
  } catch (error) {
    return noRoom(dir, errorText(error));
  }
  const reopened = readLocked(dir, mark, []);
  return reopened.type === 'refused' ? reopened : { type: 'unpacked', run: reopened.run };
}

/** The digest of the file; undefined if it is damaged or cannot be written. Then it is not there. */
async function unpackFile(archive: Archive, path: string, dir: string, mode: number): Promise<string | undefined> {
  const target = join(dir, path);
  try {
    makeFolder(dirname(target));
    return await archive.extract(path, target, mode);
  } catch {
    rmSync(target, { recursive: true, force: true });
    return undefined;
  }
}
