import { setTimeout as delay } from 'node:timers/promises';
import type { Leftover } from '../schedule/event.ts';
import { nameLeftovers, nameUnstoppable } from './leftovers.ts';
import { createProcessSystem, type ProcessRow, type ProcessSystem } from './process-system.ts';
import { isMarked, treeMembers } from './step-tree.ts';

export interface StopLeftovers {
  /** Random id of the run, as its processes carry it in their environment. */
  readonly run: string;
  /** Milliseconds between asking and killing; 0 kills at once. */
  readonly grace: number;
  readonly system?: ProcessSystem;
}

/** Milliseconds that killed processes are waited for. */
const gone = 1_000;

/**
 * Stops everything that still carries the mark of a run, wherever it hides: at the mission's end what escaped its
 * group, after our own violent end whatever still runs. Goes by the mark alone, never by a remembered pid, which may
 * be another's by now.
 *
 * @returns what was found, by name; empty on systems that do not show the environment of processes. Never throws.
 */
export async function stopLeftovers(options: StopLeftovers): Promise<readonly Leftover[]> {
  const system = options.system ?? createProcessSystem(process.platform);
  const found = members(system, options.run);
  if (found.length === 0) return [];
  const names = nameLeftovers(system, found);
  if (options.grace > 0) {
    for (const row of found) system.signalOne(row, 'SIGTERM');
    if (await ended(system, options.run, options.grace, false)) return names;
  }
  if (await ended(system, options.run, gone, true)) return names;
  return [...names, ...nameUnstoppable(system, members(system, options.run))];
}

/** Looks until nothing is left or the time is over; with `kill`, kills at every look, for what is forked meanwhile. */
async function ended(system: ProcessSystem, run: string, patience: number, kill: boolean): Promise<boolean> {
  const end = performance.now() + patience;
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    const rows = members(system, run);
    if (rows.length === 0) return true;
    if (kill) for (const row of rows) system.signalOne(row, 'SIGKILL');
    if (performance.now() >= end) return false;
    await delay(pause);
  }
}

function members(system: ProcessSystem, run: string): readonly ProcessRow[] {
  const marked = (pid: number) => isMarked(system.markOf(pid), run);
  return treeMembers(system.list(), { marked, except: process.pid });
}
