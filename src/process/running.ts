import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';

/** A step or service that was started and has not ended. */
export interface Running {
  /** Undefined until the process is started; a start that fails for lack of resources is repeated. */
  tree?: StepTree;
  /** True if its task is paused: a process that is started meanwhile is stopped at once. */
  isPaused?: boolean;
  /** Cancels a start that has not succeeded yet. */
  cancelStart: () => void;
  /** Stops the tree if its start could not be cancelled any more: to be called as soon as there is one. */
  stopLater?: (tree: StepTree) => void;
}

/** Stops the process tree, or cancels its start if there is no process yet. If it starts all the same, it is stopped then. */
export function stopRunning(entry: Running | undefined, how: (tree: StepTree) => void): void {
  if (entry === undefined) return;
  if (entry.tree === undefined) {
    entry.stopLater = how;
    entry.cancelStart();
  } else how(entry.tree);
}

/** Pauses the process tree, or lets it go on. If there is no process yet, it is paused as soon as it is started. */
export function setPaused(entry: Running | undefined, isPaused: boolean, stopper: TreeStopper): void {
  if (entry === undefined) return;
  entry.isPaused = isPaused;
  if (entry.tree !== undefined) (isPaused ? stopper.pause : stopper.continue)(entry.tree);
}
