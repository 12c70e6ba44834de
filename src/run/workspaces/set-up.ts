/*
 * Connects a run with the workspaces of its tasks (`process/workspaces`).
 *
 * `set-up.ts` makes the folder of all workspaces and copies the uncommitted changes, before the first task starts.
 * `kept-workspaces.ts` finds the workspaces that an earlier run has left, for a resume.
 *
 * Invariants:
 * - Nothing is made for a mission in which no task has a workspace.
 * - All workspaces of a run begin with the same commit and the same uncommitted changes, however late they are made.
 * - If there is no repository, no commit or no place for workspaces, the run is refused before anything starts.
 *
 * Not here: a single workspace (`process/workspaces`), and which tasks of a resumed run need one (`schedule/missing-workspaces.ts`).
 */
import { errorText } from '../../base/error-code.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { Checkout, FoundCheckout } from '../../process/workspaces/checkout.ts';
import { makeWorkspaceFolder, removeAbandoned } from '../../process/workspaces/folder.ts';
import { createGit } from '../../process/workspaces/run-git.ts';
import { type Snapshot, takeSnapshot } from '../../process/workspaces/snapshot.ts';
import { createStrictWorkspaces, type SharedCheckout } from '../../process/workspaces/strict.ts';
import { createWorkspaces, type Workspaces } from '../../process/workspaces/workspaces.ts';
import { type Refusal, refused } from '../folder/refusal.ts';

export type SetUpWorkspaces =
  | { readonly type: 'none' }
  | { readonly type: 'ready'; readonly create: (degraded: (message: string) => void) => Workspaces };

export interface WorkspaceRequest {
  readonly mission: Mission;
  readonly environment: NodeJS.ProcessEnv;
  /** Absent if no task has a workspace. */
  readonly checkout: FoundCheckout | undefined;
  /** Absolute root of the mission. */
  readonly root: string;
  readonly mark: string;
  /** By id: top folders of workspaces that a resumed run has kept. */
  readonly earlier: ReadonlyMap<string, string>;
  /** With `--artifacts strict`: the tasks that share checkouts. */
  readonly strict?: readonly SharedCheckout[] | undefined;
  /** Absolute folder of the run. */
  readonly dir: string;
}

/** Prepares for workspaces if a task has one. Refused if there is no place for them. */
export function setUpWorkspaces({
  mission,
  environment,
  checkout,
  root,
  mark,
  earlier,
  strict,
  dir,
}: WorkspaceRequest): SetUpWorkspaces | Refusal {
  if (checkout === undefined || checkout.type === 'refused') return { type: 'none' };
  const { platform } = process;
  try {
    const kept = mission.keepWorkspaces === true;
    const { commonDir } = checkout;
    const folder = makeWorkspaceFolder({ mark, root, commonDir, kept, environment, platform });
    void removeAbandoned(environment, platform);
    const snapshot = takeOrRemove(checkout, folder);
    const git = createGit(environment);
    return {
      type: 'ready',
      create: (degraded) => {
        const options = { mission, checkout, folder, snapshot, git, earlier, degraded };
        return strict === undefined
          ? createWorkspaces(options)
          : createStrictWorkspaces({ ...options, shared: strict, dir });
      },
    };
  } catch (error) {
    return refused(`workspace: ${errorText(error)}`);
  }
}

/** Throws the system's error, for example if the disk is full, and then removes the folder with what was copied. */
function takeOrRemove(checkout: Checkout, folder: string): Snapshot {
  try {
    return takeSnapshot(checkout, folder);
  } catch (error) {
    removeQuietly(folder, true);
    throw error;
  }
}
