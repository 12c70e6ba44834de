/*
 * This folder writes the folder of a run: lock, journal and documents. Logs and files of tasks are written by process.
 *
 * `run-folder.ts` locks the folder with an identity file, `heartbeat.ts` shows other machines that the run is alive, `journal.ts`
 * appends events, `documents.ts` writes the reports from the folded journal (`writing.ts` says how), `render.ts` writes them again from the journal alone,
 * `write-deliverable.ts` writes a report to a path in the workspace, and `guard.ts` creates the folder again if a task removed it.
 *
 * Invariants:
 * - If two runs use the same folder, the second is refused, and no file of the first is removed.
 * - A folder with files of the user is refused and left as it is.
 * - Links, pipes and folders that tasks put in the place of files are neither followed nor read from.
 * - A document that cannot be written causes one warning. Without a journal, the run ends.
 *
 * Not here: the content of documents (report), logs and files of tasks (process), redaction (secrets, ../secrecy).
 */
import {
  accessSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { isInside } from '../../files/inside-root.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { readFilePart } from '../../files/read-part.ts';
import { processPlace } from '../../process/trees/process-place.ts';
import { processStart } from '../../process/trees/process-start.ts';
import { SILENCE, silenceOf, startHeartbeat } from './heartbeat.ts';
import { JOURNAL } from './journal.ts';
import { noRoom, type Refusal, refused } from './refusal.ts';

/** Identifies the run of a folder: finds its process, and after a kill the processes that it started. */
export interface RunIdentity {
  readonly pid: number;
  /** The pid namespace and the boot of the machine in which `pid` is valid; absent if the system has none, and in folders of older versions. */
  readonly place?: string;
  /** True if the run ended without being killed. */
  readonly ended?: boolean;
  /** Start time of that process in units of the kernel: the pid alone may have been reused. */
  readonly start?: string;
  /** Value of MISSION_RUN in the environment of every process of this run. */
  readonly mark: string;
}

/** The file that says which process runs in the folder. */
export const IDENTITY = 'run.json';

/** Milliseconds after which a file is no longer being copied. */
const SETTLED = 2_000;

/** Content of the folder's `.gitignore`: git ignores the whole folder. */
export const KEPT_OUT_OF_GIT = '*\n';

/**
 * Locks the folder for a new run and removes the files of the run before. Refuses a folder that another run is using or that
 * contains other files. Undefined: it is locked.
 */
export function takeFolder(dir: string, root: string, mark: string): Refusal | undefined {
  return makeRunFolder(dir) ?? orUnusable(dir, () => takeMade(dir, root, mark));
}

function takeMade(dir: string, root: string, mark: string): Refusal | undefined {
  if (isInside(realpathSync(dir), realpathSync(root))) {
    return refused(
      `expected a separate folder for the run, found ${dir}, which contains the folder in which the mission works; choose another folder with --dir`,
    );
  }
  const before = readIdentity(dir);
  if (before !== undefined && isAlive(before, dir)) {
    return inUse(before, dir, 'wait until it ends, or choose another folder with --dir');
  }
  const present = readdirSync(dir);
  if (present.length > 0 && before === undefined && !holdsJournal(dir)) {
    return refused(
      `expected an empty folder or one of an earlier run, found other files (${present.slice(0, 3).join(', ')}) in ${dir}; choose another folder with --dir`,
    );
  }
  // Locked before anything is removed: a second run must not remove the files of the first.
  const lost = replaceIdentity(dir, before, mark);
  return lost ?? emptyFolder(dir, present, mark);
}

/** Locks the folder of an earlier run without changing its files. Refuses a folder that a run is using. */
export function lockFolder(dir: string, mark: string): Refusal | undefined {
  return makeRunFolder(dir) ?? orUnusable(dir, () => lockMade(dir, mark));
}

function lockMade(dir: string, mark: string): Refusal | undefined {
  const before = readIdentity(dir);
  if (before !== undefined && isAlive(before, dir)) return inUse(before, dir, 'wait until it ends');
  const lost = replaceIdentity(dir, before, mark);
  if (lost === undefined) rmSync(join(dir, stale(mark)), { force: true });
  return lost;
}

function emptyFolder(dir: string, present: readonly string[], mark: string): Refusal | undefined {
  for (const name of present) if (name !== IDENTITY) rmSync(join(dir, name), { recursive: true, force: true });
  rmSync(join(dir, stale(mark)), { force: true });
  try {
    for (const folder of ['logs', 'tasks']) mkdirSync(join(dir, folder));
    writeFileSync(join(dir, '.gitignore'), KEPT_OUT_OF_GIT);
    return undefined;
  } catch (error) {
    return noRoom(dir, errorText(error));
  }
}

/** A unique name for a run, of letters and digits. It is not a secret, so that `Math.random` is enough and node:crypto need not be loaded. */
export function newMark(): string {
  const random = () => Math.random().toString(36).slice(2, 8).padEnd(6, '0');
  return `${Date.now().toString(36)}${random()}${random()}`;
}

function inUse(identity: RunIdentity, dir: string, advice: string): Refusal {
  const found = isOfThisPlace(identity)
    ? `a running mission (process ${identity.pid}) in ${dir}; ${advice}`
    : `a running mission of another container or machine in ${dir}, which gave a sign of life less than ${SILENCE / 1000} s ago; ${advice}; if it was killed, try again after that time`;
  return refused(`expected a folder that no run is using, found ${found}`);
}

function makeRunFolder(dir: string): Refusal | undefined {
  return orUnusable(dir, () => {
    makeFolder(dir);
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  });
}

/** A folder that cannot be listed, or files in it that cannot be removed, such as those of another user. */
function orUnusable(dir: string, use: () => Refusal | undefined): Refusal | undefined {
  try {
    return use();
  } catch (error) {
    const found = errorText(error);
    return refused(`expected a folder for reports at ${dir}, found ${found}; choose another folder with --dir`);
  }
}

/** Replaces the identity of a dead run, or a damaged one, with that of this run. */
function replaceIdentity(dir: string, before: RunIdentity | undefined, mark: string): Refusal | undefined {
  if (before === undefined) clearDamaged(dir);
  else if (!release(dir, before, mark)) return justStarted(dir);
  return claim(dir, mark);
}

function justStarted(dir: string): Refusal {
  return refused(`expected a folder that no run is using, found one that has just started in ${dir}`);
}

/** Reads the start of the file, because a user's file may have the same name. */
function holdsJournal(dir: string): boolean {
  const part = readFilePart(join(dir, JOURNAL), 'start', 64);
  return part.type === 'read' && part.bytes.toString('utf8').startsWith('{"type":"mission-started"');
}

function stale(mark: string): string {
  return `${IDENTITY}.${mark}`;
}

/** Moves the identity of a dead run out of the way. If two runs try, only one succeeds. */
function release(dir: string, before: RunIdentity, mark: string): boolean {
  try {
    renameSync(join(dir, IDENTITY), join(dir, stale(mark)));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return false;
  }
  if (readFileSync(join(dir, stale(mark)), 'utf8').includes(before.mark)) return true;
  renameSync(join(dir, stale(mark)), join(dir, IDENTITY));
  return false;
}

/**
 * Exclusive: if two runs start at the same time, one is refused. The identity is written to a temporary file and then linked
 * to its path, so that a reader never sees half of it.
 */
function claim(dir: string, mark: string): Refusal | undefined {
  const start = processStart(process.pid);
  const place = processPlace();
  const identity: RunIdentity = {
    pid: process.pid,
    ...(place === undefined ? {} : { place }),
    mark,
    ...(start === undefined ? {} : { start }),
  };
  const partial = join(dir, `${IDENTITY}.${mark}.partial`);
  try {
    writeFileSync(partial, `${JSON.stringify(identity)}\n`, { flag: 'wx' });
    linkOrCopy(partial, join(dir, IDENTITY));
    return undefined;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return justStarted(dir);
    giveBack(dir, mark);
    return noRoom(dir, errorText(error));
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Restores the identity of the dead run, unless another run has locked the folder meanwhile. */
function giveBack(dir: string, mark: string): void {
  const before = join(dir, stale(mark));
  try {
    linkOrCopy(before, join(dir, IDENTITY));
    rmSync(before);
  } catch {
    // There was none, or the disk cannot be written to: then the moved file stays, which does no harm.
  }
}

/** Throws EEXIST if the target exists. Copies if the file system has no hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Removes an identity that cannot be read: its run was killed while writing it, or a task has damaged it. */
function clearDamaged(dir: string): void {
  const stats = lstatSync(join(dir, IDENTITY), { throwIfNoEntry: false });
  // A newer file may be a copy that another run is writing.
  if (stats === undefined || Math.abs(Date.now() - stats.mtimeMs) < SETTLED) return;
  rmSync(join(dir, IDENTITY), { recursive: true, force: true });
}

/** The run that uses or used this folder; undefined if there is no readable identity. */
export function readIdentity(dir: string): RunIdentity | undefined {
  try {
    const part = readFilePart(join(dir, IDENTITY), 'start', 4096);
    if (part.type !== 'read') return undefined;
    const value: unknown = JSON.parse(part.bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('mark' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.mark === 'string' ? (value as RunIdentity) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * True while the run that locked the folder is alive. On the same machine and in the same container, its process is looked
 * up by pid and start time. Elsewhere, such as in another container with this volume, the pid would be that of an unrelated
 * process: there, the run is alive until it records its end or its heartbeat stops for `SILENCE`.
 */
export function isAlive(identity: RunIdentity, dir: string): boolean {
  if (!isOfThisPlace(identity)) {
    return identity.ended !== true && (silenceOf(join(dir, IDENTITY)) ?? SILENCE) < SILENCE;
  }
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return identity.start === undefined || processStart(identity.pid) === identity.start;
}

function isOfThisPlace({ place }: RunIdentity): boolean {
  return place === undefined || place === processPlace();
}

/** Starts the heartbeat, which shows other containers and machines that the run is alive. Returns a function that stops it. */
export function keepFolder(dir: string, mark: string): () => void {
  return startHeartbeat(join(dir, IDENTITY), mark);
}
