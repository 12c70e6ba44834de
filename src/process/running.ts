import type { StepTree } from './trees/step.ts';

/** What was started and has not ended. */
export interface Running {
  /** Undefined while the start is being repeated. */
  tree?: StepTree;
  /** Gives a start up that has not happened yet. */
  forget: () => void;
}

/** Stops one that runs; gives up one that is still to be started. */
export function stopRunning(entry: Running | undefined, how: (tree: StepTree) => void): void {
  if (entry === undefined) return;
  if (entry.tree === undefined) entry.forget();
  else how(entry.tree);
}
