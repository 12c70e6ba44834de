/*
 * The artifacts of parts as they come from the artifact service or from a browser, and the earlier attempt of a part.
 *
 *   part-zip.ts       extracts `part.json` and `part.tar` from the zip file of an artifact
 *   part-archive.ts   reads the run in the artifact of a part, for a resume in a folder of this machine
 *   earlier-part.ts   chooses the artifact of the earlier attempt that is continued, and decides which tasks do not run again
 *
 * A part that was unpacked has the shape of `RunArchive`, as the artifact of a whole mission has. So `run/archive` writes its journal, logs and files
 * into the folder of the new run, and `run/resume` continues it.
 *
 * Invariants:
 * - A zip file is untrusted. Only the two files of a part are written, within the limits of `run/archive/open-archive.ts` and of the disk.
 * - All digests of an archive are checked before anything of it reaches the folder of a run.
 * - Whatever is in doubt is not continued, and the reason is given: another plan, mission, commit or workflow run, or damage.
 *
 * Not here: downloads (`github/fleet`), and what other parts have left (`run/fleet/take-over.ts`).
 */
import { createHash } from 'node:crypto';
import { chmodSync, constants, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../../base/error-code.ts';
import { type Archive, openArchive } from '../../archive/open-archive.ts';
import { relocateJournal } from '../../archive/relocate-journal.ts';
import { longestJournal, type RunArchive, type UnpackedRun, unpackRun } from '../../archive/unpack-run.ts';
import { JOURNAL } from '../../folder/journal.ts';
import { type Refusal, refused } from '../../folder/refusal.ts';
import type { FoundPart } from '../find-parts.ts';
import { PART_FILE, PART_TAR, type PartFile, readPartText } from '../part-file.ts';
import type { ArchiveEntry } from '../tar-entries.ts';
import { unpackPart } from '../unpack.ts';
import { extractPart } from './part-zip.ts';

/**
 * Reads the run in the zip file of a part's artifact, as `readRunArchive` does for a whole mission. The caller closes it, which removes what was
 * unpacked. Never rejects.
 *
 * @returns undefined if the zip file is not that of a part
 */
export async function readPartArchive(zip: string, here: string): Promise<RunArchive | Refusal | undefined> {
  const opened = await openArchive(zip);
  if (opened.type === 'refused') return undefined;
  const isPart = opened.archive.sizes.has(PART_FILE);
  opened.archive.close();
  if (!isPart) return undefined;
  let staging: string;
  try {
    staging = mkdtempSync(join(tmpdir(), 'mission-part-'));
  } catch (error) {
    return refused(
      `expected a folder for temporary files to unpack ${zip}, found ${errorText(error)}; set TMPDIR to one`,
    );
  }
  const remove = (): void => rmSync(staging, { recursive: true, force: true });
  const refuse = (message: string): Refusal => {
    remove();
    return refused(message);
  };
  const refusal = await extractPart(zip, staging);
  if (refusal !== undefined) return refuse(`${refusal.message}; nothing was unpacked`);
  const described = readPartText(readFileSync(join(staging, PART_FILE), 'utf8'));
  if (described.type === 'invalid') return refuse(`${zip}: expected a ${PART_FILE}, found ${described.found}`);
  try {
    const read = await readPart(join(staging, PART_TAR), described.file, { here, staging: join(staging, 'content') });
    if ('message' in read) return refuse(`${zip}: ${read.message}; nothing was unpacked`);
    return { ...read, archive: { ...read.archive, close: remove } };
  } catch (error) {
    return refuse(`${zip}: expected the archive of a part, found ${errorText(error)}; nothing was unpacked`);
  }
}

/**
 * Unpacks the run of a part into the folder of a new run, and reopens it there with its folder locked. All digests are checked first. Never
 * rejects.
 *
 * @param here absolute folder that takes the place of the one in which the mission was started
 * @param dir folder of the new run
 * @param staging absolute folder for what is unpacked; is made, and removed
 */
export async function reopenPart(
  { file, tar }: FoundPart,
  { here, dir, staging }: { readonly here: string; readonly dir: string; readonly staging: string },
): Promise<UnpackedRun> {
  try {
    const read = await readPart(tar, file, { here, staging });
    if ('message' in read) return read;
    return await unpackRun(read, dir);
  } catch (error) {
    return refused(`expected the archive of part ${file.part}, found ${errorText(error)}`);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Throws if the archive is damaged. */
async function readPart(
  tar: string,
  file: PartFile,
  { here, staging }: { readonly here: string; readonly staging: string },
): Promise<RunArchive | Refusal> {
  mkdirSync(staging, { recursive: true });
  const { entries } = await unpackPart(tar, file, staging);
  const journal = entries.find(({ path }) => path === `run/${JOURNAL}`);
  if (journal === undefined) return refused(`expected ${JOURNAL} in the archive of part ${file.part}, found none`);
  if (journal.size > longestJournal)
    return refused(`expected a journal of at most ${longestJournal} bytes, found ${journal.size}`);
  const relocated = relocateJournal(readFileSync(join(staging, 'run', JOURNAL), 'utf8'), here);
  if (relocated.type === 'refused') return relocated;
  const { part } = relocated.opening;
  if (part?.number !== file.part || part.digest !== file.plan)
    return refused(`expected the journal of part ${file.part} of its plan, found that of another run`);
  const archive = unpackedArchive(entries, file, staging);
  const ofTasks = entries.filter(({ path }) => path.startsWith('files/'));
  const listed = ofTasks
    .filter(({ kind }) => kind === 'file')
    .map(({ path, mode }) => [path, { sha256: file.files[path] ?? '', mode }] as const);
  const links = ofTasks.filter(({ kind }) => kind === 'link').map(({ path, target }) => [path, target] as const);
  return { type: 'read', archive, journal: relocated, listed: new Map(listed), links: new Map(links) };
}

/** What was unpacked, with the paths of the archive of a whole run. */
function unpackedArchive(entries: readonly ArchiveEntry[], { files }: PartFile, staging: string): Archive {
  const sources = new Map(
    entries.flatMap(({ path, kind, size }) =>
      kind === 'file' ? [[path.replace(/^run\//, ''), { from: path, size }] as const] : [],
    ),
  );
  const sourceOf = (path: string): string => {
    const source = sources.get(path);
    if (source === undefined) throw new Error(`expected ${path} in the archive, found no such file`);
    return source.from;
  };
  return {
    sizes: new Map([...sources].map(([path, { size }]) => [path, size])),
    read: async (path) => readFileSync(join(staging, sourceOf(path))),
    extract: async (path, target, mode) => {
      const from = sourceOf(path);
      copyFileSync(join(staging, from), target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      chmodSync(target, mode);
      return files[from] ?? createHash('sha256').update(readFileSync(target)).digest('hex');
    },
    close: () => undefined,
  };
}
