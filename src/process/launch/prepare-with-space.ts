import { errorCode } from '../../base/error-code.ts';
import type { ScriptFolder } from '../contract/script-folder.ts';
import type { Prepared } from './prepare-command.ts';

export interface SpaceEdges {
  readonly scripts: Pick<ScriptFolder, 'leaveFull' | 'restore'>;
  readonly degraded: (message: string) => void;
}

/**
 * Prepares a command. If the disk of its files is full, for example because a task has filled `/dev/shm`, it is prepared again in the next
 * folder for temporary files. If a task has removed that folder, it is prepared again in a new one: to look for the folder before each command takes
 * longer. Throws file system errors.
 */
export function prepareWithSpace(prepare: () => Prepared, { scripts, degraded }: SpaceEdges): Prepared {
  for (;;) {
    try {
      return prepare();
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && scripts.restore()) continue;
      const next = isFull(error) ? scripts.leaveFull() : undefined;
      if (next === undefined) throw error;
      degraded(`no space is left in the folder of the scripts: from now on, they are written to ${next}`);
    }
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '');
}
