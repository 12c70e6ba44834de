import type { Leftover } from '../../schedule/events/event.ts';
import type { ProcessRow, ProcessSystem } from './process-system.ts';

/** A fork bomb leaves thousands; a report only needs examples. */
const most = 20;

export function nameLeftovers(system: ProcessSystem, rows: readonly ProcessRow[]): readonly Leftover[] {
  return rows.slice(0, most).map((row) => ({ pid: row.pid, command: system.commandOf(row.pid) }));
}

/** Processes that SIGKILL did not end: they belong to another user, or the kernel holds them. */
export function nameUnstoppable(system: ProcessSystem, rows: readonly ProcessRow[]): readonly Leftover[] {
  return nameLeftovers(system, rows).map((left) => ({ ...left, command: `${left.command} (could not be killed)` }));
}
