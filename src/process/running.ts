import type { StepTree } from './trees/step.ts';

/** A step or service that was started and has not ended. */
export interface Running {
  /** Undefined until the process is started; a start that fails for lack of resources is repeated. */
  tree?: StepTree;
  /** Cancels a start that has not succeeded yet. */
  cancelStart: () => void;
}

/** Stops the process tree, or cancels its start if there is no process yet. */
export function stopRunning(entry: Running | undefined, how: (tree: StepTree) => void): void {
  if (entry === undefined) return;
  if (entry.tree === undefined) entry.cancelStart();
  else how(entry.tree);
}
