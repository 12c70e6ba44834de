/*
 * One GNU jobserver for a whole mission (`admission.jobserver`): make, cargo, ninja and GCC start as many jobs as it has tokens. The
 * tokens are the CPUs that the running tasks do not use, if each task uses one, or as many as its `cpus`.
 *
 * Data flow: `connect.ts` connects a task: `make-style.ts` decides once how tasks find their jobserver, by the version of make, and
 * `fifos.ts` makes the FIFOs. Each task has a channel of its own (`channel.ts`), so that its account is exact. `token-pool.ts` keeps
 * the accounts and decides, without any access to the system, which task gets the free tokens. This file moves the tokens as it
 * says, when a task starts or ends, when tokens are put back, and at times while several tasks compete.
 *
 * Invariants:
 * - A token that is given is never given again before it has come back, or before the whole process tree that it was given to has
 *   ended. So there are never more jobs than tokens, and a killed task loses none.
 * - Tokens are withdrawn when a task starts. Those in use are kept when they come back, until the count is right. Only in the FIFO of
 *   a busy client this may take a while, because the client competes for the tokens that it puts back.
 * - Nothing blocks: all FIFOs are opened to read and to write, and never waited for.
 * - If the user sets MAKEFLAGS, for a task or for the runner, it is kept, and the task takes no tokens.
 * - If no FIFO can be made, one notice gives the reason, and tasks run without a jobserver.
 *
 * Not done here: whether a task may start at all (schedule), and CPU budgets (`launch/cpu-budgets.ts`). A task with `cpus` has a
 * jobserver for itself, with the CPUs of its budget. A task that is stopped with SIGSTOP keeps its tokens until it continues or
 * ends. Services use no tokens and count for none: most of them wait most of the time.
 */
import { monotonic } from '../../base/monotonic.ts';
import type { Channel } from './channel.ts';
import { createConnect, type JobserverAccess, type JobserverSystem } from './connect.ts';
import { createTokenPool } from './token-pool.ts';

export interface Jobserver {
  /** Counts a step that starts, and connects it. Replaces an earlier connection of its task. Never throws. */
  enter(step: EnteringStep): JobserverAccess;
  /** The step has ended with its whole process tree, or was not started. */
  leave(id: string): void;
  /** Removes everything. No process of the run may be left. */
  close(): void;
}

export interface EnteringStep {
  /** Id of its task. */
  readonly id: string;
  /** CPUs of its budget, not more than there are; absent without one. */
  readonly cpus?: number | undefined;
  /** False if the user sets MAKEFLAGS for it: then it is only counted. */
  readonly isClient: boolean;
}

/** Used if the mission has no jobserver. */
export const noJobserver: Jobserver = {
  enter: () => NO_ACCESS,
  leave: () => {},
  close: () => {},
};

const NO_ACCESS: JobserverAccess = { variables: {}, inherited: [] };

/** Milliseconds between two looks at what tasks have left untaken, while several could take it. One look costs some 10 µs a task. */
const PAUSE = 50;

/** Milliseconds after which a client that wants a token has taken it. */
const TAKING = 15;

/** A client, by the id of its task. */
interface Connection {
  readonly channel: Channel;
  /** When it got its newest token. */
  given: number;
}

/** @param notice is called with a sentence if the jobserver cannot be used, once */
export function createJobserver(system: JobserverSystem, notice: (message: string) => void): Jobserver {
  const pool = createTokenPool(system.cpus);
  const total = Math.max(1, Math.floor(system.cpus));
  const connect = createConnect(system, notice);
  const shared = new Map<string, Connection>();
  const own = new Map<string, Channel>();
  let timer: NodeJS.Timeout | undefined;

  function join(id: string): JobserverAccess {
    const opened = connect(total, true, (tokens) => {
      pool.returned(id, tokens);
      deal();
    });
    if (opened === undefined) return NO_ACCESS;
    pool.join(id);
    shared.set(id, { channel: opened.channel, given: 0 });
    return opened.access;
  }

  /** A jobserver for a task with a budget: it uses one CPU without a token. */
  function reserve(id: string, cpus: number): JobserverAccess {
    const opened = connect(cpus, false, () => {});
    if (opened === undefined) return NO_ACCESS;
    opened.channel.give(cpus - 1);
    own.set(id, opened.channel);
    return opened.access;
  }

  function deal(): void {
    const now = monotonic();
    for (const { id, tokens } of pool.deal()) {
      const connection = shared.get(id);
      if (connection === undefined) continue;
      connection.given = now;
      pool.drained(id, tokens - connection.channel.give(tokens), false);
    }
    for (const [id, { channel }] of shared) channel.intercept(pool.owes(id));
  }

  /** Takes back what nothing has taken, and deals it again. */
  function look(): void {
    const now = monotonic();
    for (const [id, { channel, given }] of shared) pool.drained(id, channel.drain(), now - given >= TAKING);
    deal();
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = undefined;
    if (shared.size < 2) return;
    timer = setTimeout(changed, PAUSE);
    timer.unref();
  }

  function changed(): void {
    look();
    schedule();
  }

  function disconnect(id: string): void {
    shared.get(id)?.channel.close();
    shared.delete(id);
    own.get(id)?.close();
    own.delete(id);
    pool.leave(id);
  }

  return {
    enter: ({ id, cpus, isClient }) => {
      disconnect(id);
      pool.enter(id, cpus ?? 1);
      const access = !isClient ? NO_ACCESS : cpus === undefined ? join(id) : cpus > 1 ? reserve(id, cpus) : NO_ACCESS;
      changed();
      return access;
    },
    leave: (id) => {
      disconnect(id);
      changed();
    },
    close: () => {
      for (const id of [...shared.keys(), ...own.keys()]) disconnect(id);
      clearTimeout(timer);
    },
  };
}
