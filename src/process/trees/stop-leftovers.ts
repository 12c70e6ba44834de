import { setTimeout as delay } from 'node:timers/promises';
import { monotonic } from '../../base/monotonic.ts';
import type { Leftover } from '../../schedule/events/event.ts';
import { createProcessSystem } from './create-process-system.ts';
import { nameLeftovers, nameUnstoppable } from './leftovers.ts';
import type { ProcessRow, ProcessSystem } from './process-system.ts';
import { isMarked, treeMembers } from './step.ts';

export interface StopLeftovers {
  /** Random id of the run, as its processes carry it in their environment. */
  readonly run: string;
  /** Milliseconds between asking and killing; 0 kills at once. */
  readonly grace: number;
  readonly system?: ProcessSystem;
  /** The run is that of this process: what is older than the process cannot be of it. */
  readonly own?: true;
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
  const found = members(system, options);
  if (found.length === 0) return [];
  const names = nameLeftovers(system, found);
  if (options.grace > 0) {
    for (const row of found) system.signalOne(row, 'SIGTERM');
    if (await ended(system, options, options.grace, false)) return names;
  }
  if (await ended(system, options, gone, true)) return names;
  return [...names, ...nameUnstoppable(system, members(system, options))];
}

/** Looks until nothing is left or the time is over; with `kill`, kills at every look, for what is forked meanwhile. */
async function ended(system: ProcessSystem, options: StopLeftovers, patience: number, kill: boolean): Promise<boolean> {
  const end = monotonic() + patience;
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    const rows = members(system, options);
    if (rows.length === 0) return true;
    if (kill) for (const row of rows) system.signalOne(row, 'SIGKILL');
    if (monotonic() >= end) return false;
    await delay(pause);
  }
}

function members(system: ProcessSystem, { run, own }: StopLeftovers): readonly ProcessRow[] {
  const marked = (pid: number) => isMarked(system.markOf(pid), run);
  const rows = system.list();
  const since = own === true ? Number(rows.find(({ pid }) => pid === process.pid)?.start) : Number.NaN;
  // To read the environment of every process of a machine takes longer than all else at the end of a short run. Where
  // starts are not known or no numbers, nothing is older than anything.
  const rest = rows.filter(({ start }) => !(Number(start) < since));
  return treeMembers(rest, { marked, except: process.pid });
}
