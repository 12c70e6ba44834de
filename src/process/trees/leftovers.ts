import type { Leftover } from '../../schedule/events/event.ts';
import type { ProcessRow, ProcessSystem } from './process-system.ts';

/** A fork storm leaves thousands; a report needs to know the kind. */
const most = 20;

export function nameLeftovers(system: ProcessSystem, rows: readonly ProcessRow[]): readonly Leftover[] {
  return rows.slice(0, most).map((row) => ({ pid: row.pid, command: system.commandOf(row.pid) }));
}

/** What KILL did not end: another user's, or held by the kernel. */
export function nameUnstoppable(system: ProcessSystem, rows: readonly ProcessRow[]): readonly Leftover[] {
  return nameLeftovers(system, rows).map((left) => ({ ...left, command: `${left.command} (could not be killed)` }));
}
