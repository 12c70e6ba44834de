import type { Mission } from '../mission/model/mission.ts';

/**
 * Tasks that succeeded and must run again all the same: a task that runs starts from their workspace, which is gone. By id, with the
 * reason as a clause. What they start from themselves is missing in turn.
 *
 * @param kept ids of the tasks that would be kept
 * @param present ids of the tasks whose workspaces are still there
 */
export function tasksWithoutWorkspace(
  { tasks }: Pick<Mission, 'tasks'>,
  kept: ReadonlySet<string>,
  present: Pick<ReadonlySet<string>, 'has'>,
): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { id, workspace } of tasks) if (typeof workspace === 'object') sources.set(id, workspace.from);
  const missing = new Map<string, string>();
  // A list, not recursion: each task that runs again may ask for another one.
  const running = [...sources.keys()].filter((id) => !kept.has(id));
  for (const id of running) {
    const from = sources.get(id);
    if (from === undefined || !kept.has(from) || present.has(from) || missing.has(from)) continue;
    missing.set(from, `its workspace is gone, and ${id} starts from it`);
    running.push(from);
  }
  return missing;
}
