import { join, relative } from 'node:path';
import { GIT_REDIRECTIONS } from '../../base/git-variables.ts';
import type { Variables } from '../../base/variables.ts';
import { isInside } from '../../files/inside-root.ts';
import type { Launch, StepOutcome } from '../../ports/ports.ts';
import type { Launcher } from '../launch/launcher.ts';
import { isFirstOf } from '../launch/prepare-step.ts';
import type { WorkspacePlace, Workspaces } from './workspaces.ts';

export interface LaunchInWorkspace {
  readonly launch: Launch;
  /** Its start can be cancelled while the workspace is made. */
  readonly entry: { cancelStart: () => void };
  readonly workspaces: Workspaces | undefined;
  readonly report: (outcome: StepOutcome) => void;
  readonly giveUp: (message: string) => void;
}

/**
 * Makes the workspace of an attempt before its first step, then starts it. Starts it at once if the task works in the root, or in a
 * workspace that was made already.
 *
 * @param start called with what reports the outcomes of the step
 */
export function inWorkspace(
  { launch, entry, workspaces, report, giveUp }: LaunchInWorkspace,
  start: (report: (outcome: StepOutcome) => void) => void,
): void {
  const { task } = launch;
  // A resumed run may begin with a step of `finally`: its workspace is gone, and it must not work in the root instead.
  const isMade = !isFirstOf(launch) && workspaces?.placeOf(task.id) !== undefined;
  if (task.workspace === undefined || workspaces === undefined || isMade) {
    start(report);
    return;
  }
  const began = performance.now();
  let isWanted = true;
  entry.cancelStart = () => {
    isWanted = false;
  };
  void workspaces
    .prepare(task, () => isWanted)
    .then((prepared) => {
      if (prepared.type === 'failed') return giveUp(prepared.message);
      if (!isWanted) return giveUp('it was stopped while its workspace was made');
      const workspace = { folder: prepared.place.top, took: Math.round(performance.now() - began) };
      return start((outcome) => report(outcome.type === 'started' ? { ...outcome, workspace } : outcome));
    });
}

/**
 * The launcher for a task in a workspace. GITHUB_WORKSPACE leads into the workspace, because scripts of workflows use it; it stays
 * if it is a folder above the checkout. Variables that git sets in its hooks would lead git to the user's own checkout.
 *
 * @param place undefined for a task that works in the root
 */
export function launcherIn(launcher: Launcher, place: WorkspacePlace | undefined): Launcher {
  if (place === undefined) return launcher;
  return { ...launcher, root: place.root, environment: environmentIn(launcher, place) };
}

function environmentIn({ environment, root }: Launcher, place: WorkspacePlace): Variables {
  const kept = Object.entries(environment).filter(([name]) => !GIT_REDIRECTIONS.includes(name));
  const { GITHUB_WORKSPACE } = environment;
  // The root lies as deep in its checkout as its counterpart in the workspace.
  const top = join(root, relative(place.root, place.top));
  const isMapped = GITHUB_WORKSPACE !== undefined && isInside(top, GITHUB_WORKSPACE);
  return {
    ...Object.fromEntries(kept),
    ...(isMapped ? { GITHUB_WORKSPACE: join(place.top, relative(top, GITHUB_WORKSPACE)) } : {}),
  };
}
