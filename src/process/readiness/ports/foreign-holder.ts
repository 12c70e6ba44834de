import { isLedBy, ownersOf } from '../../../machine/trees/owners.ts';
import type { Mark, ProcessRow, ProcessSystem } from '../../trees/process-system.ts';
import type { PortHolder } from './port-holders.ts';

/** A service that was started, as far as it matters for the process that listens at its port. */
export interface ServiceTree {
  readonly mark: Mark;
  /** Its first process. */
  readonly leader: number;
}

/**
 * A holder of the port that cannot be this service; undefined if none is certain.
 *
 * A process of the service's own tree is the service. Any other process is not, with one exception: a helper that a
 * container engine starts outside of the tree to forward a port. Such a process is younger than the service and has no mark
 * of a mission. A process that cannot be examined, such as one of another user, is not taken for foreign, because the port
 * was free before the service was started.
 */
export function foreignHolder(
  holders: readonly PortHolder[],
  service: ServiceTree,
  rows: readonly ProcessRow[],
  system: Pick<ProcessSystem, 'markOf'>,
): PortHolder | undefined {
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  const leader = byPid.get(service.leader);
  const ownTree = ownersOf(byPid, (row) => (isLedBy(row, service.leader) ? true : undefined));
  const isForeign = ({ process }: PortHolder): boolean => {
    if (process === undefined || isLedBy(process, service.leader) || ownTree.has(process.pid)) return false;
    const mark = system.markOf(process.pid);
    if (mark !== undefined) return mark.run !== service.mark.run || mark.id !== service.mark.id;
    return isOlder(process, leader);
  };
  // With SO_REUSEPORT several processes accept at one port: each answers some of the clients.
  return holders.find(isForeign);
}

function isOlder({ start }: ProcessRow, leader: ProcessRow | undefined): boolean {
  if (start === undefined || leader?.start === undefined) return false;
  return Number(start) < Number(leader.start);
}

/** `port 8080 is in use by process 4711 (node server.js)`. */
export function holderText({ port, process }: PortHolder, system: Pick<ProcessSystem, 'commandOf' | 'markOf'>): string {
  if (process === undefined) return `port ${port} is in use by a process that cannot be identified`;
  const origin = system.markOf(process.pid) === undefined ? '' : ', started by a mission';
  return `port ${port} is in use by process ${process.pid} (${system.commandOf(process.pid)}${origin})`;
}
