import { lstatSync } from 'node:fs';
import { errorText } from '../../base/error-code.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { keptFolder } from '../artifacts/artifacts.ts';
import { copyPaths, listTree } from './copy-tree.ts';
import { createWorkspaces, type PreparedWorkspace, type WorkspaceOptions, type Workspaces } from './workspaces.ts';

/** Tasks that share one checkout, and what they may take from other tasks. */
export interface SharedCheckout {
  /** Ids, at least one. */
  readonly tasks: readonly string[];
  /** By id of one of them: ids of the tasks whose kept files it needs. */
  readonly producers: ReadonlyMap<string, readonly string[]>;
}

export interface StrictOptions extends WorkspaceOptions {
  readonly shared: readonly SharedCheckout[];
  /** Absolute folder of the run, in which the kept files are. */
  readonly dir: string;
}

interface Checkout extends SharedCheckout {
  /** Id of the task by which the workspaces know it. */
  readonly leader: string;
  readonly open: Set<string>;
  readonly brought: Set<string>;
  made?: Promise<PreparedWorkspace> | undefined;
  turn: Promise<void>;
}

/**
 * Workspaces in which tasks find only what other tasks have declared (`--artifacts strict`). Tasks that would be on one runner share a
 * checkout for the whole run. Before each of them starts, the kept files of what it needs are put into it.
 */
export function createStrictWorkspaces({ shared, dir, ...options }: StrictOptions): Workspaces {
  const checkouts = new Map<string, Checkout>();
  for (const each of shared) {
    const [leader = ''] = each.tasks;
    const checkout = {
      ...each,
      leader,
      open: new Set(each.tasks),
      brought: new Set<string>(),
      turn: Promise.resolve(),
    };
    for (const id of each.tasks) checkouts.set(id, checkout);
  }
  const base = createWorkspaces({ ...options, mission: withLeaders(options.mission, checkouts) });
  const leaders = new Map(options.mission.tasks.map((task) => [task.id, task]));

  async function bring(task: Task, { producers, brought, leader }: Checkout): Promise<void> {
    const root = base.placeOf(leader)?.root;
    if (root === undefined) return;
    for (const id of producers.get(task.id) ?? []) {
      const from = keptFolder(dir, id);
      if (brought.has(id) || lstatSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
      const { entries } = await listTree(from, () => false);
      await copyPaths(
        from,
        root,
        entries.flatMap(({ path, kind }) => (kind === 'folder' ? [] : [path])),
      );
      brought.add(id);
    }
  }

  return {
    prepare: async (task, isWanted) => {
      const checkout = checkouts.get(task.id);
      const leader = leaders.get(checkout?.leader ?? '');
      if (checkout === undefined || leader === undefined) return base.prepare(task, isWanted);
      checkout.made ??= base.prepare(leader, () => true);
      const prepared = await checkout.made;
      if (prepared.type === 'failed') {
        checkout.made = undefined;
        return prepared;
      }
      const turn = checkout.turn.then(() => bring(task, checkout));
      checkout.turn = turn.catch(() => undefined);
      try {
        await turn;
        return prepared;
      } catch (error) {
        return {
          type: 'failed',
          message: `workspace: the files of other tasks could not be copied: ${errorText(error)}`,
        };
      }
    },
    placeOf: (id) => base.placeOf(checkouts.get(id)?.leader ?? id),
    ended: (id) => {
      const checkout = checkouts.get(id);
      if (checkout === undefined) return base.ended(id);
      if (checkout.open.delete(id) && checkout.open.size === 0) base.ended(checkout.leader);
    },
    remove: base.remove,
  };
}

/** Only the first task of each shared checkout has one, so that it is made and removed once. */
function withLeaders(
  mission: WorkspaceOptions['mission'],
  checkouts: ReadonlyMap<string, Checkout>,
): Pick<Mission, 'tasks' | 'keepWorkspaces'> {
  const tasks = mission.tasks.map((task): Task => {
    const checkout = checkouts.get(task.id);
    if (checkout === undefined || checkout.leader === task.id) return task;
    const { workspace: _, ...rest } = task;
    return rest;
  });
  return { ...mission, tasks };
}
