/*
 * This folder holds everything that a run writes in its own folder, and nothing else writes there.
 *
 * `run-folder.ts` locks the folder with an identity file, `heartbeat.ts` shows other machines that the run lives, `journal.ts`
 * appends events, `documents.ts` writes the reports from the folded journal, `render.ts` writes them again from the journal alone,
 * `write-deliverable.ts` copies a report to its place in the workspace, and `guard.ts` makes the folder again if a task removed it.
 *
 * Invariants:
 * - Of two runs that want one folder, one is refused; nothing that the other has written is removed.
 * - A folder with files of a user is refused and left as it is.
 * - Links, pipes and folders that tasks put in the place of files are neither followed nor waited for.
 * - What cannot be written is a warning, once each, except for the journal: without it nothing goes on.
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

/** The run of a folder: enough to find its process, and what it started, after it was killed. */
export interface RunIdentity {
  readonly pid: number;
  /** Where this number means something; absent where the system has no such thing, and in older folders. */
  readonly place?: string;
  /** The run ended by itself. */
  readonly ended?: boolean;
  /** When that process started, as the kernel counts it: a pid alone may belong to another process by now. */
  readonly start?: string;
  /** What every process of this run carries in its environment as MISSION_RUN. */
  readonly mark: string;
}

/** The file that says which process runs in the folder. */
export const IDENTITY = 'run.json';

/** Milliseconds after which a file that is being written is whole. */
const SETTLED = 2_000;

/** Content of the folder's `.gitignore`: git knows nothing of a run. */
export const KEPT_OUT_OF_GIT = '*\n';

/**
 * Makes the folder ready for a new run: refuses one that another run is using or that holds something else, removes what
 * the run before left, and takes it. Undefined: it is taken.
 */
export function takeFolder(dir: string, root: string, mark: string): Refusal | undefined {
  const unusable = makeRunFolder(dir);
  if (unusable !== undefined) return unusable;
  if (isInside(realpathSync(dir), realpathSync(root))) {
    return refused(
      `expected a folder of its own, found ${dir}, in which the mission itself works; choose another folder with --dir`,
    );
  }
  const before = readIdentity(dir);
  if (before !== undefined && isAlive(before, dir)) {
    return inUse(before, dir, 'wait for its end, or choose another folder with --dir');
  }
  const present = readdirSync(dir);
  if (present.length > 0 && before === undefined && !holdsJournal(dir)) {
    return refused(
      `expected an empty folder or one of an earlier run, found other files (${present.slice(0, 3).join(', ')}) in ${dir}; choose another folder with --dir`,
    );
  }
  // Taken before anything is removed: of two runs, the second must not remove what the first has made.
  const lost = replaceIdentity(dir, before, mark);
  return lost ?? emptyFolder(dir, present, mark);
}

/** Takes the folder of an earlier run as it is, to go on in it; refuses one that a run is using. */
export function lockFolder(dir: string, mark: string): Refusal | undefined {
  const unusable = makeRunFolder(dir);
  if (unusable !== undefined) return unusable;
  const before = readIdentity(dir);
  if (before !== undefined && isAlive(before, dir)) return inUse(before, dir, 'wait for its end');
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

/** A name for a run that no other has: letters and digits. No secret, so it is not worth loading node:crypto for. */
export function newMark(): string {
  const random = () => Math.random().toString(36).slice(2, 8).padEnd(6, '0');
  return `${Date.now().toString(36)}${random()}${random()}`;
}

function inUse(identity: RunIdentity, dir: string, advice: string): Refusal {
  const found = isOfThisPlace(identity)
    ? `a running mission (process ${identity.pid}) in ${dir}; ${advice}`
    : `a mission of another container or machine in ${dir}, which was alive less than ${SILENCE / 1000} s ago; ${advice}; if it was killed, try again after that time`;
  return refused(`expected a folder that no run is using, found ${found}`);
}

function makeRunFolder(dir: string): Refusal | undefined {
  try {
    makeFolder(dir);
    accessSync(dir, constants.W_OK);
    return undefined;
  } catch (error) {
    const found = errorText(error);
    return refused(`expected a folder for reports at ${dir}, found ${found}; choose another folder with --dir`);
  }
}

/** Puts the identity of this run in the place of a dead run's, or of a damaged one. */
function replaceIdentity(dir: string, before: RunIdentity | undefined, mark: string): Refusal | undefined {
  if (before === undefined) clearDamaged(dir);
  else if (!release(dir, before, mark)) return justStarted(dir);
  return claim(dir, mark);
}

function justStarted(dir: string): Refusal {
  return refused(`expected a folder that no run is using, found one that has just started in ${dir}`);
}

/** A user's file may have the same name. */
function holdsJournal(dir: string): boolean {
  const part = readFilePart(join(dir, JOURNAL), 'start', 64);
  return part.type === 'read' && part.bytes.toString('utf8').startsWith('{"type":"mission-started"');
}

function stale(mark: string): string {
  return `${IDENTITY}.${mark}`;
}

/** Takes the identity of a dead run away; of two runs that try, one succeeds. */
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
 * Exclusive: of two runs that start at the same moment one is refused. The identity is written beside its place and then
 * linked there, so that no reader ever sees half of one.
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

/** The identity of the dead run, unless another run has taken its place meanwhile. */
function giveBack(dir: string, mark: string): void {
  const before = join(dir, stale(mark));
  try {
    linkOrCopy(before, join(dir, IDENTITY));
    rmSync(before);
  } catch {
    // There was none, or nothing can be written at all: it lies beside its place, and does no harm.
  }
}

/** Throws EEXIST where there is one already. Not every file system knows hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Removes an identity that cannot be read: left by a run that died while writing it, or damaged by a task. */
function clearDamaged(dir: string): void {
  const stats = lstatSync(join(dir, IDENTITY), { throwIfNoEntry: false });
  // A younger one may be half of a copy that is being made just now.
  if (stats === undefined || Math.abs(Date.now() - stats.mtimeMs) < SETTLED) return;
  rmSync(join(dir, IDENTITY), { recursive: true, force: true });
}

/** The run that uses or used this folder; undefined if nothing readable names one. */
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
 * True while the run that took the folder lives. In our own place its process is looked for; a pid that was given to
 * another process since does not count. In another place, such as another container with this volume, the number would be
 * that of a stranger: there the run is alive until it says that it has ended, or has been silent for long enough.
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

/** From now on, other containers and machines see that the run lives; the function that is returned ends that. */
export function keepFolder(dir: string, mark: string): () => void {
  return startHeartbeat(join(dir, IDENTITY), mark);
}
