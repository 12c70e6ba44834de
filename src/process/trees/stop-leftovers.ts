import { setTimeout as delay } from 'node:timers/promises';
import { monotonic } from '../../base/monotonic.ts';
import type { Leftover } from '../../schedule/events/event.ts';
import { createProcessSystem } from './create-process-system.ts';
import { nameLeftovers, nameUnstoppable } from './leftovers.ts';
import type { ProcessRow, ProcessSystem } from './process-system.ts';
import { isMarked, treeMembers } from './step.ts';

export interface StopLeftovers {
  /** Random id of the run, which its processes have in their environment. */
  readonly run: string;
  /** Milliseconds between SIGTERM and SIGKILL; 0 kills at once. */
  readonly grace: number;
  readonly system?: ProcessSystem;
  /** The run of this process: older processes cannot belong to it. */
  readonly own?: true;
}

/** Milliseconds to wait for killed processes. */
const gone = 1_000;

/**
 * Stops all processes that have the mark of a run in their environment: at the end of a mission, those that left their
 * group; after Mission Runner was killed, all that still run. Uses only the mark and never a stored pid, which another
 * process may have by now.
 *
 * @returns the processes that were found; empty on systems that do not show the environment of processes. Never throws.
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

/** Waits until no process is left or the time is over. With `kill`, kills repeatedly, because processes may fork. */
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
  // Reading the environment of every process takes longer than all other work at the end of a short run, so older
  // processes are skipped. If a start is unknown or not a number, the process is not skipped.
  const rest = rows.filter(({ start }) => !(Number(start) < since));
  return treeMembers(rest, { marked, except: process.pid });
}
