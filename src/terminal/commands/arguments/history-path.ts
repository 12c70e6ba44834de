import { resolve } from 'node:path';
import { isInside } from '../../../files/inside-root.ts';
import { UsageError } from './arguments.ts';

/**
 * Checks the path of the history file. It must not be the mission file, because a run renames a file that is not a history,
 * and not in the folder of the run, because every run empties that folder. Throws `UsageError`.
 *
 * @param dir the run's folder; absent if nothing is run
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
