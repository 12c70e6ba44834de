import type { Leftover } from '../schedule/events/event.ts';
import type { TreeUsage } from '../schedule/events/reading.ts';
import { childUsage } from './launch/child-usage.ts';
import type { Launcher } from './launch/launcher.ts';
import type { Child } from './spawners/child.ts';
import type { MemoryKill } from './trees/attribute-kills.ts';
import { isKill, type WatchedTree } from './trees/out-of-memory.ts';
import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';

/** A process tree of a step or service that has just been started. */
export interface StartedTree {
  /** Id of the task or service. */
  readonly id: string;
  readonly child: Child;
  readonly pid: number;
  /** Watches for kills by the kernel for lack of memory. */
  readonly watched: WatchedTree;
  /** Milliseconds between TERM and KILL, if the task has a grace period of its own. */
  readonly grace?: number;
}

/** The end of a process tree. */
export interface TreeExit {
  /** How the first process of the tree ended. */
  readonly end: { readonly exitCode: number } | { readonly signal: NodeJS.Signals };
  readonly usage: Promise<{ readonly usage?: TreeUsage }>;
  /** Whether the kernel has killed the tree for lack of memory. */
  readonly outOfMemory: Promise<MemoryKill>;
  /** Processes that outlived the first process and had to be killed. */
  readonly leftovers: readonly Leftover[];
}

/**
 * Measures a process tree and follows it to its end.
 *
 * @param exited called when the first process has exited; other processes of the tree may still run
 * @param settled called once, when no process of the tree is left
 */
export function watchTree(
  { id, child, pid, watched, grace }: StartedTree,
  { launcher, stopper }: { readonly launcher: Launcher; readonly stopper: TreeStopper },
  exited: () => void,
  settled: (exit: TreeExit) => void,
): StepTree {
  const tree: StepTree = { id, leader: pid, stopping: 'no', known: [], ...(grace === undefined ? {} : { grace }) };
  const unwatch = launcher.logs.watch(id);
  const usage = childUsage(child, pid, launcher.meter, id);
  // Not `close`: a grandchild that holds the log open must not keep the mission from ending.
  child.on('exit', (exitCode, signal) => {
    exited();
    // A KILL that the runner itself has sent proves nothing.
    const byKill = isKill(exitCode, signal) && tree.stopping === 'no';
    const peak = usage.then((measured) => measured.usage?.peakMemory);
    const outOfMemory = watched.ended(byKill, peak);
    stopper.settle(tree, (leftovers) => {
      unwatch();
      const end = signal === null ? { exitCode: exitCode ?? 0 } : { signal };
      settled({ end, usage, outOfMemory, leftovers });
    });
  });
  return tree;
}
