import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { staysInside } from '../../files/inside-root.ts';
import { lookAt, lookThrough } from '../../files/look-at.ts';
import { makeFolder } from '../../files/make-folder.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { keptFolder } from '../../process/artifacts/artifacts.ts';
import { matchesOf } from '../../process/artifacts/keep-files.ts';
import type { RunReport } from '../../report/model/run.ts';
import { succeededIn } from '../../schedule/plan-resume.ts';
import { type Refusal, refused } from '../folder/refusal.ts';
import type { EarlierRun } from '../resume/reopen.ts';

/** Bytes that are compared at a time. */
const chunkBytes = 1024 ** 2;

/**
 * Successes of an unpacked run that cannot be kept, by id, with the reason as a clause: what they left for other tasks is not here.
 *
 * @param mission as it is now, without secrets
 */
export function tasksWithoutFiles(
  { events, report }: EarlierRun,
  mission: Pick<Mission, 'tasks'>,
  dir: string,
): ReadonlyMap<string, string> {
  const succeeded = new Set(succeededIn(events));
  return new Map(
    mission.tasks.flatMap((task): [string, string][] => {
      const why = succeeded.has(task.id) ? whyNotHere(task, report, dir) : undefined;
      return why === undefined ? [] : [[task.id, why]];
    }),
  );
}

function whyNotHere(task: Task, report: RunReport, dir: string): string | undefined {
  if (task.artifacts === undefined) {
    return 'the archive cannot have all of its files, because it declares no `artifacts` (if it leaves none: `artifacts: []`)';
  }
  if (task.artifacts.length === 0) return undefined;
  const kept = report.tasks.get(task.id)?.left?.artifacts;
  const files = filesOf(task, dir);
  if (kept === undefined || kept.note !== undefined || files.length < kept.count) {
    return `the archive has ${files.length} of its ${kept?.count ?? 'unknown number of'} files whole`;
  }
  const { root } = report;
  const other = files.find((path) => isOther(join(root, path), join(keptFolder(dir, task.id), path)));
  return other === undefined ? undefined : `${other} here has other content than in the archive, and is not replaced`;
}

/** Paths from the root, with `/`, of the unpacked files and links that the `artifacts` of the task match. */
function filesOf(task: Task, dir: string): readonly string[] {
  const folder = keptFolder(dir, task.id);
  const paths = (task.artifacts ?? []).flatMap(({ pattern }) => matchesOf(folder, pattern, true).matches);
  return [...new Set(paths)].filter((path) => !isInGit(path));
}

/** A file in a git directory may be a command that git runs. */
function isInGit(path: string): boolean {
  return path.toLowerCase().split(/[\\/]/).includes('.git');
}

/**
 * Puts the files of tasks that are kept where they were written on the other machine, with their modes. A file that is there already is not replaced.
 *
 * @param mission as it is now
 * @param kept ids of the tasks that are kept
 * @returns why a file could not be restored
 */
export function restoreFiles(
  mission: Pick<Mission, 'tasks'>,
  kept: readonly string[],
  root: string,
  dir: string,
): Refusal | undefined {
  const ids = new Set(kept);
  for (const task of mission.tasks) {
    if (!ids.has(task.id)) continue;
    for (const path of filesOf(task, dir)) {
      const [from, to] = [join(keptFolder(dir, task.id), path), join(root, path)];
      if (lookAt(to) !== undefined) continue;
      const where = `expected to restore ${path} of ${task.id} in ${root}`;
      if (!staysInside(root, path)) return refused(`${where}, found a link that leads out of it`);
      try {
        makeFolder(dirname(to));
        // A link that another task has kept, or that the checkout has, may lead there.
        const place = relative(realpathSync.native(root), realpathSync.native(dirname(to)));
        if (isInGit(place)) return refused(`${where}, found a link that leads into a git directory`);
        if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
        else {
          copyFileSync(from, to, constants.COPYFILE_EXCL);
          chmodSync(to, lstatSync(from).mode & 0o777);
        }
      } catch (error) {
        return refused(`${where}, found ${errorText(error)}`);
      }
    }
  }
  return undefined;
}

/**
 * True if there is something at `path` that is not a regular file with the content of `archived`, or a link like it, or if nothing can be there,
 * because something else is in the place of a folder above it.
 */
function isOther(path: string, archived: string): boolean {
  const stats = lookAt(path);
  if (stats === undefined) return !hasFoldersAbove(path);
  if (lstatSync(archived).isSymbolicLink())
    return !stats.isSymbolicLink() || readlinkSync(path) !== readlinkSync(archived);
  return !stats.isFile() || stats.size !== lstatSync(archived).size || !isSame(path, archived);
}

/** Whether the nearest thing above a missing file is a folder. */
function hasFoldersAbove(path: string): boolean {
  const above = dirname(path);
  return lookThrough(above)?.isDirectory() ?? (lookAt(above) === undefined && hasFoldersAbove(above));
}

function isSame(one: string, other: string): boolean {
  const files = [openSync(one, 'r'), openSync(other, 'r')] as const;
  try {
    const buffers = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)] as const;
    for (let position = 0; ; ) {
      const read = readSync(files[0], buffers[0], 0, chunkBytes, position);
      if (read !== readSync(files[1], buffers[1], 0, chunkBytes, position)) return false;
      if (!buffers[0].subarray(0, read).equals(buffers[1].subarray(0, read))) return false;
      if (read === 0) return true;
      position += read;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}
