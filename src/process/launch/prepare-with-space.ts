import { errorCode, errorText } from '../../base/error-code.ts';
import type { ScriptFolder } from '../contract/script-folder.ts';
import type { Prepared } from './prepare-command.ts';

export interface SpaceEdges {
  readonly scripts: Pick<ScriptFolder, 'leaveFull' | 'restore' | 'folder'>;
  readonly degraded: (message: string) => void;
}

/**
 * Prepares a command. If the disk of its files is full, for example because a task has filled `/dev/shm`, it is prepared again in the next
 * folder for temporary files. If a task has removed that folder or made it unusable, it is prepared again in a new one: to look for the folder before
 * each command takes longer. Throws file system errors.
 */
export function prepareWithSpace(prepare: () => Prepared, { scripts, degraded }: SpaceEdges): Prepared {
  for (;;) {
    try {
      return prepare();
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (UNUSABLE.includes(code) && isRestored(error, { scripts, degraded })) continue;
      const next = FULL.includes(code) ? scripts.leaveFull() : undefined;
      if (next === undefined) throw error;
      degraded(`no space is left in the folder of the scripts: from now on, they are written to ${next}`);
    }
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];

/** A task has removed the folder, has replaced it or one above it by a file or a link to itself, or has made it read-only. */
const UNUSABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'EROFS'];

function isRestored(error: unknown, { scripts, degraded }: SpaceEdges): boolean {
  switch (scripts.restore()) {
    case 'kept':
      return false;
    case 'made':
      return true;
    case 'moved':
      degraded(
        `a task has made the folder of the scripts unusable: ${errorText(error)}; from now on, they are written to ${scripts.folder()}`,
      );
      return true;
  }
}
