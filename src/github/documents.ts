import { constants } from 'node:fs';
import { join, sep } from 'node:path';
import { canAccess } from '../files/can-access.ts';
import { entriesIn, filesBelow, type Unlisted } from '../files/files-below.ts';
import { lookAt } from '../files/look-at.ts';
import { FILE_LIST, writeFileList } from '../run/archive/file-list.ts';

const documents = [
  'events.jsonl',
  'master-report.md',
  'final-report.md',
  'report.html',
  'mission.json',
  'junit.xml',
  FILE_LIST,
];

/** The folders with one file for each task, with the extension of these files. */
const folders = { tasks: '.md', logs: '.log' };

export interface Documents {
  /** Absolute paths of the documents that can be read. */
  readonly files: readonly string[];
  /** Documents that cannot be read: with one of them, the promise of the artifact client would never settle. */
  readonly unreadable: readonly string[];
  /** Files that tasks keep and whose names the service rejects. */
  readonly rejected: readonly string[];
}

/**
 * The files of the run's folder that go into the artifact. Tasks can write to that folder too, so only documents with known
 * names are included, links are not followed, and names that the service rejects are left out: one of them would fail the
 * whole upload.
 *
 * @param withLogs false if the logs, and the files that tasks keep, may contain secrets
 */
export function listDocuments(dir: string, withLogs = true): Documents {
  const files: string[] = [];
  const unreadable: string[] = [];
  const unlisted = (folder: string): void => {
    unreadable.push(folder);
  };
  const kept = withLogs ? filesBelow(join(dir, 'files'), unlisted, mostKept) : [];
  const rejected = kept.filter((path) => forbidden.test(path.slice(dir.length)));
  const named = kept.filter((path) => !rejected.includes(path));
  for (const path of [
    ...documents.map((name) => join(dir, name)),
    ...filesOfTasks(dir, withLogs, unlisted),
    ...named,
  ]) {
    if (!lookAt(path)?.isFile()) continue;
    (canAccess(path, constants.R_OK) ? files : unreadable).push(path);
  }
  return { files, unreadable, rejected };
}

/**
 * Writes the list of the files that tasks keep, with their digests and modes, into the run's folder: with it, another attempt can use them.
 * Nothing is written if there are none. Throws the error of the file system.
 *
 * @param isHidden true for a file that is not uploaded
 */
export async function listKeptFiles(dir: string, isHidden: (path: string) => boolean): Promise<void> {
  const kept = filesBelow(join(dir, 'files'), () => {}, mostKept).filter(
    (path) => canAccess(path, constants.R_OK) && !isHidden(path),
  );
  if (kept.length > 0) await writeFileList(dir, kept);
}

/** The most files that tasks keep in one artifact. */
const mostKept = 50_000;

/** Characters in a path that the service rejects. The separator of the system is none of them. */
const forbidden = sep === '\\' ? /[":<>|*?\r\n]/ : /[":<>|*?\\\r\n]/;

function filesOfTasks(dir: string, withLogs: boolean, unlisted: Unlisted): readonly string[] {
  return Object.entries(folders).flatMap(([folder, extension]) => {
    if (folder === 'logs' && !withLogs) return [];
    const path = join(dir, folder);
    if (!lookAt(path)?.isDirectory()) return [];
    return entriesIn(path, unlisted)
      .map(({ name }) => name)
      .filter((name) => name.endsWith(extension) && !/[":<>|*?\\\r\n]/.test(name))
      .sort()
      .map((name) => join(path, name));
  });
}
