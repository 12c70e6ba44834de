import { removeScripts } from '../../process/contract/script-folder.ts';
import { stopLeftovers } from '../../process/trees/stop-leftovers.ts';
import { removeWorkspacesOf } from '../../process/workspaces/folder.ts';
import type { Leftover } from '../../schedule/events/event.ts';
import { GRACE } from '../../schedule/state/state.ts';
import { isAlive, readIdentity } from '../folder/run-folder.ts';

/**
 * Stops the remaining processes of a run that was killed. Does nothing if the run is alive or has ended.
 *
 * @returns the processes that were stopped
 */
export async function stopEarlierRun(dir: string): Promise<readonly Leftover[]> {
  const identity = readIdentity(dir);
  if (identity === undefined || isAlive(identity, dir)) return [];
  const { mark } = identity;
  const stopped = await stopLeftovers({ run: mark, grace: GRACE });
  // Last: processes may have needed their scripts until they were stopped.
  removeScripts({ mark, environment: process.env, platform: process.platform });
  await removeWorkspacesOf(mark, process.env);
  return stopped;
}
