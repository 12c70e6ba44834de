import { append } from '../../base/multimap.ts';
import type { Task } from '../../mission/model/mission.ts';

/** Which workspaces can still be needed. */
export interface Consumers {
  /**
   * Notes the end of a task.
   *
   * @returns ids of tasks whose workspaces are not needed any more
   */
  ended(id: string): readonly string[];
}

/**
 * A workspace is needed until its task has ended, and all tasks that start from it, directly or through others: scripts that a tool
 * installs, as those of a Python environment, may name the folder in which they were made.
 */
export function consumersOf(tasks: readonly Task[]): Consumers {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  /** By id: tasks that have not ended and whose files come from there; itself included. */
  const open = new Map<string, Set<string>>();
  const sources = new Map<string, string[]>();
  for (const { id, workspace } of tasks) {
    if (workspace === undefined) continue;
    // The mission has no cycle, but a set of what was seen costs nothing.
    const chain = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !chain.has(at); ) {
      chain.add(at);
      append(sources, id, at);
      open.set(at, (open.get(at) ?? new Set()).add(id));
      const from: Task['workspace'] = byId.get(at)?.workspace;
      at = typeof from === 'object' ? from.from : undefined;
    }
  }
  return {
    ended: (id) =>
      (sources.get(id) ?? []).filter((source) => {
        const left = open.get(source);
        return left?.delete(id) === true && left.size === 0;
      }),
  };
}
