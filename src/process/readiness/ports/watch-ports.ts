/*
 * This folder makes sure that the port that `ready` checks is opened by the service itself, and not by another process.
 *
 * `local-ports.ts` finds the ports that `ready` checks. `watch-ports.ts` looks at them before the service starts and when its check
 * succeeds. `port-holders.ts` finds the processes that listen, on Linux with `listening-sockets.ts`, which parses /proc/net/tcp.
 * `foreign-holder.ts` decides whether such a process can be the service.
 *
 * Invariants:
 * - A process of the service's own tree is the service. A helper of a container engine, which is younger than the service, may be.
 * - A process that cannot be examined is not taken for foreign.
 * - Nothing here rejects: if nothing is known about a port, the service is not held up.
 *
 * Not here: the checks of `ready` themselves (`process/readiness`), and to which tree a process belongs (`machine/trees`).
 */
import type { Service } from '../../../mission/model/mission.ts';
import type { ProcessSystem } from '../../trees/process-system.ts';
import { foreignHolder, holderText } from './foreign-holder.ts';
import { type LocalPort, localPortsOf, namedPort, resolvePorts } from './local-ports.ts';
import { findPortHolders, type PortHolder } from './port-holders.ts';

/**
 * Ensures that only the service itself can make it ready. An old server, another mission or a leftover of a killed run at the
 * same port would answer in its place, and tests would check the wrong program.
 */
export interface PortWatch {
  /**
   * Checks whether the ports of the service are free before it is started. `checked` is called once, synchronously if the
   * service has no ports.
   *
   * @param checked gets a sentence if a port is in use or the start was cancelled, otherwise undefined
   * @returns cancels the start.
   */
  beforeStart(checked: (held: string | undefined) => void): () => void;
  /** Describes a process at a port of the running service that cannot be the service, as a sentence. Never rejects. */
  foreignAt(leader: number): Promise<string | undefined>;
}

export interface PortEdges {
  /** The mark of this run. */
  readonly run: string;
  readonly system: Pick<ProcessSystem, 'list' | 'markOf' | 'commandOf'>;
  readonly platform: NodeJS.Platform;
  /** Of the caller; those of the service come on top. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const CANCELLED = 'it was stopped before it could be started';

export function watchPorts({ id, env, ready }: Service, { run, system, platform, environment }: PortEdges): PortWatch {
  const known = ready === undefined ? [] : localPortsOf(ready, { ...environment, ...env });
  const named = ready !== undefined && namedPort(ready) !== undefined ? ready : undefined;
  const portsNow = async (): Promise<readonly LocalPort[]> => (named === undefined ? known : resolvePorts(named));
  // A command may check several services of the mission, including those that this one needs.
  const mayBeOfThisRun = ready?.command !== undefined;
  const isForeign = ({ process }: PortHolder): boolean =>
    !mayBeOfThisRun || process === undefined || system.markOf(process.pid)?.run !== run;
  const find = async (): Promise<readonly PortHolder[]> =>
    (await findPortHolders(await portsNow(), system, platform)).filter(isForeign);
  return {
    beforeStart: (checked) => {
      let isDone = false;
      const done = (held: string | undefined): void => {
        if (isDone) return;
        isDone = true;
        checked(held);
      };
      if (known.length === 0 && named === undefined) done(undefined);
      else void find().then(([held]) => done(held === undefined ? undefined : heldText(held, system)));
      return () => done(CANCELLED);
    },
    foreignAt: (leader) => foreignAt(leader, { mark: { run, id }, find, system, platform }),
  };
}

interface ForeignSearch {
  readonly mark: { readonly run: string; readonly id: string };
  readonly find: () => Promise<readonly PortHolder[]>;
  readonly system: PortEdges['system'];
  readonly platform: NodeJS.Platform;
}

async function foreignAt(leader: number, { mark, find, system, platform }: ForeignSearch): Promise<string | undefined> {
  // Other systems do not say which process listens, and the port was free before the start.
  if (platform !== 'linux') return undefined;
  const foreign = foreignHolder(await find(), { mark, leader }, system.list(), system);
  return foreign === undefined ? undefined : `${holderText(foreign, system)}, which is not this service`;
}

function heldText(holder: PortHolder, system: PortEdges['system']): string {
  const expected = `expected port ${holder.port} to be free before the service starts`;
  return `${expected}: ${holderText(holder, system)}; stop that process, or give the service another port`;
}
