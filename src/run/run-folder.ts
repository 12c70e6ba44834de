import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { processStart } from '../process/process-start.ts';
import { JOURNAL } from './journal.ts';

/** Who runs in a folder: enough to find it, and what it started, after it was killed. */
export interface RunIdentity {
  readonly pid: number;
  /** When that process started, as the kernel counts it: a pid alone may be somebody else's by now. */
  readonly start?: string;
  /** What every process of this run carries in its environment as MISSION_RUN. */
  readonly mark: string;
}

/** A folder that must not be used; expected, so that it is told and not thrown as a bug. */
export class FolderRefused extends Error {}

const IDENTITY = 'run.json';

/** What a run leaves in its folder; anything else in it belongs to tasks of the run before. */
const KEPT_OUT_OF_GIT = '*\n';

/**
 * Makes the folder ready for a new run: refuses one that another run is using or that holds something else, removes what
 * the run before left, and takes it.
 */
export function takeFolder(dir: string, mark: string): void {
  mkdirSync(dir, { recursive: true });
  const before = readIdentity(dir);
  if (before !== undefined && isAlive(before)) {
    throw new FolderRefused(
      `expected a folder that no run is using, found a running mission (process ${before.pid}) in ${dir}; wait for its end, or choose another folder with --dir`,
    );
  }
  const present = readdirSync(dir);
  if (present.length > 0 && before === undefined && !existsSync(join(dir, JOURNAL))) {
    throw new FolderRefused(
      `expected an empty folder or one of an earlier run, found other files (${present.slice(0, 3).join(', ')}) in ${dir}; choose another folder with --dir`,
    );
  }
  for (const name of present) rmSync(join(dir, name), { recursive: true, force: true });
  claim(dir, mark);
  for (const folder of ['logs', 'tasks']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, '.gitignore'), KEPT_OUT_OF_GIT);
}

/** Exclusive: of two runs that start at the same moment one is refused. */
function claim(dir: string, mark: string): void {
  const start = processStart(process.pid);
  const identity: RunIdentity = { pid: process.pid, mark, ...(start === undefined ? {} : { start }) };
  let file: number;
  try {
    file = openSync(join(dir, IDENTITY), 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new FolderRefused(`expected a folder that no run is using, found one that has just started in ${dir}`);
  }
  writeSync(file, `${JSON.stringify(identity)}\n`);
  closeSync(file);
}

/** Who runs or ran in this folder; undefined when nobody says so. */
export function readIdentity(dir: string): RunIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(dir, IDENTITY), 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('mark' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.mark === 'string' ? (value as RunIdentity) : undefined;
  } catch {
    return undefined;
  }
}

/** True while the process that took the folder lives; a pid that was given to somebody else does not count. */
export function isAlive(identity: RunIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return identity.start === undefined || processStart(identity.pid) === identity.start;
}
