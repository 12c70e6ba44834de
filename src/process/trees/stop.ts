/*
 * Finds the processes of a step or service, and stops them as a whole.
 *
 * Data flow: `process-system.ts` is the interface to the operating system, with one implementation each for Linux, other Unix
 * systems and Windows. `snapshot.ts` shares one reading of the process table between all trees that are stopped at about the same time. `step.ts` says
 * which processes belong to a tree; the rule itself is that of `machine/trees/owners.ts`, as for measuring. This file terminates a
 * tree, kills it, pauses it (SIGSTOP), and waits until nothing is left. `stop-leftovers.ts` does the same for a run that was killed, by its mark alone.
 *
 * Invariants:
 * - A pid is never trusted alone: together with its start, its group while the leader lives, or its mark.
 * - We never signal ourselves, our own group, or process 1.
 * - What had to be killed after its leader was gone is named in the reports.
 * - "Out of memory" is said only if the kernel counted a kill, and each of its kills is claimed once (`out-of-memory.ts`).
 *
 * Not done here: when to stop (`schedule`) and what a time-out is. Windows has no groups: there `taskkill` ends the tree.
 */
import { monotonic as now } from '../../base/monotonic.ts';
import type { Leftover } from '../../schedule/events/event.ts';
import { nameLeftovers, nameUnstoppable } from './leftovers.ts';
import type { ProcessRow, ProcessSystem, TreeSignal } from './process-system.ts';
import { createSnapshots } from './snapshot.ts';
import { isMarked, type StepTree, treeMembers } from './step.ts';

/** Milliseconds. */
export interface StopTimes {
  /** Processes that outlive their shell, such as `tee` at the end of a pipe, have this long to end by themselves. */
  readonly tidy: number;
  /** A terminated tree without its shell is killed after this time, unless it was killed before. */
  readonly grace: number;
  /** How long to wait after a kill for processes that the kernel holds. */
  readonly gone: number;
}

export const usualStopTimes: StopTimes = { tidy: 100, grace: 10_000, gone: 1_000 };

export interface TreeStopper {
  /** Sends SIGTERM to all members, once. */
  terminate(tree: StepTree): void;
  kill(tree: StepTree): void;
  /** Sends SIGSTOP to all members, also to those that are started meanwhile. Does nothing if the tree is being stopped. */
  pause(tree: StepTree): void;
  /** Sends SIGCONT to all members of a paused tree. */
  continue(tree: StepTree): void;
  /**
   * Call it when the leader has exited. Calls back, possibly at once, when no member of the tree is left, with the members
   * that had to be killed after the leader's exit. Members of a terminated tree keep their grace period.
   */
  settle(tree: StepTree, settled: (leftovers: readonly Leftover[]) => void): void;
}

/** So many looks stop each process of a tree that does not start new ones faster than they can be listed. */
const MOST_LOOKS = 5;

function keyOf({ pid, start }: ProcessRow): string {
  return `${pid} ${start}`;
}

export function createTreeStopper(system: ProcessSystem, run: string, times: StopTimes): TreeStopper {
  const snapshot = createSnapshots(system, now);

  /** A snapshot from before the leader's exit contains the leader, so its group number would seem to be reused. */
  function members(tree: StepTree, notBefore = tree.exited ?? 0): readonly ProcessRow[] {
    const { rows, markOf } = snapshot(notBefore);
    // For a task that ends by itself, `stopLeftovers` finds processes that left the group at the end of the mission: to find
    // them here would cost a reading of every process.
    const isStopped = tree.stopping !== 'no' || tree.isPaused === true;
    const marked = (pid: number) => isStopped && isMarked(markOf(pid), run, tree.id);
    return treeMembers(rows, { ...tree, leaderAlive: tree.exited === undefined, marked, except: process.pid });
  }

  function signal(tree: StepTree, rows: readonly ProcessRow[], name: TreeSignal): void {
    // The whole group at once, so that no process is forked between two signals.
    if (tree.exited === undefined || rows.some((row) => row.group === tree.leader))
      system.signalGroup(tree.leader, name);
    for (const row of rows) if (row.group !== tree.leader) system.signalOne(row, name);
  }

  function pause(tree: StepTree): void {
    if (tree.stopping !== 'no' || tree.exited !== undefined) return;
    tree.isPaused = true;
    system.signalGroup(tree.leader, 'SIGSTOP');
    // The group stops as a whole. A process that has left it can start others between a look and its signal.
    const stopped = new Set<string>();
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      tree.known = members(tree, now());
      const running = tree.known.filter((row) => row.group !== tree.leader && !stopped.has(keyOf(row)));
      if (running.length === 0) return;
      for (const row of running) {
        system.signalOne(row, 'SIGSTOP');
        stopped.add(keyOf(row));
      }
    }
  }

  function settle(tree: StepTree, settled: (leftovers: readonly Leftover[]) => void): void {
    const began = now();
    tree.exited = began;
    if (tree.stopping === 'no' && !system.groupExists(tree.leader)) {
      settled([]);
      return;
    }
    let killed = tree.stopping === 'killed' ? began : undefined;
    let leftovers: readonly Leftover[] = [];
    let pause = 5;
    const look = () => {
      const alive = members(tree);
      if (alive.length === 0) return settled(leftovers);
      const patience = tree.stopping === 'terminated' ? Math.max(times.grace, tree.grace ?? 0) : times.tidy;
      if (tree.stopping === 'killed' || now() - began >= patience) {
        if (killed !== undefined && now() - killed >= times.gone) return settled(nameUnstoppable(system, alive));
        if (killed === undefined) leftovers = nameLeftovers(system, members(tree, now()));
        killed ??= now();
        signal(tree, alive, 'SIGKILL');
      }
      setTimeout(look, pause);
      pause = Math.min(100, pause * 2);
    };
    // Hundreds of terminated trees exit together: one snapshot after the last exit serves all of them.
    setImmediate(look);
  }

  return {
    terminate: (tree) => {
      if (tree.stopping !== 'no') return;
      tree.stopping = 'terminated';
      tree.known = members(tree);
      signal(tree, tree.known, 'SIGTERM');
    },
    kill: (tree) => {
      if (tree.stopping === 'killed') return;
      tree.stopping = 'killed';
      // A tree without its leader is already being settled: the next look kills and names its members.
      if (tree.exited !== undefined) return;
      tree.known = members(tree);
      signal(tree, tree.known, 'SIGKILL');
    },
    pause,
    continue: (tree) => {
      if (tree.isPaused !== true) return;
      const rows = members(tree, now());
      tree.isPaused = false;
      signal(tree, rows, 'SIGCONT');
    },
    settle,
  };
}
