import { resolve } from 'node:path';
import { isInside } from '../../files/inside-root.ts';
import { UsageError } from './arguments.ts';

/**
 * The history file that was asked for. A run sets aside what is no history, and empties its own folder, so that neither
 * the mission file nor a path in that folder will do.
 *
 * @param dir the run's folder; absent: nothing is run
 */
export function historyPath(given: string | undefined, file: string, dir?: string): string | undefined {
  if (given === undefined) return undefined;
  const expected = 'expected --history to name a file of its own, found';
  if (given.trim() === '') throw new UsageError(`${expected} nothing`);
  const path = resolve(given);
  if (path === resolve(file)) throw new UsageError(`${expected} the mission file, ${given}`);
  if (dir !== undefined && isInside(resolve(dir), path)) {
    throw new UsageError(`${expected} ${given} in ${dir}, which every run empties; choose a path outside of it`);
  }
  return given;
}
