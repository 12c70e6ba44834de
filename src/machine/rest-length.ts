import type { Reading } from '../schedule/events/reading.ts';
import type { Amount } from './measure/constraints.ts';

/** Milliseconds without an event and without any work of the tasks, after which the run rests. */
const QUIET = 10_000;

/** CPUs. Tasks and services that together use less than this do no work. What other programs use does not matter. */
const MOST_CPUS = 0.05;

/** Milliseconds that a window may take while the run rests. Each divides the longest, so that the heartbeat needs no wake of its own. */
const LENGTHS: readonly number[] = [5_000, 2_500];

/**
 * Bytes a millisecond by which one CPU can fill memory: the kernel has to make each page empty before a program gets it. That was 0.5 GiB a second on a
 * virtual machine, also with huge pages, and is about 2 GiB a second on fast hardware. Twice that is assumed.
 */
const FASTEST = (4 * 2 ** 30) / 1000;

export interface RestFacts {
  /** Milliseconds since the newest event, or since the end of the newest window in which a task worked. */
  readonly quiet: number;
  /** Of the machine and of each control group. Empty if it is not known. */
  readonly memory: readonly Amount[];
  /** Percent from which on memory is critical. */
  readonly critical: number;
  /** CPUs of the machine, including those that the mission may not use: any program can fill its memory. */
  readonly cpus: number;
}

/**
 * How many milliseconds the next window may take because the run rests; 0 if it does not rest, or if a usual window is right.
 *
 * Nothing waits for the figures then, so they matter only if memory becomes critical. It cannot before all CPUs together have filled what is left.
 */
export function restLength({ quiet, memory, critical, cpus }: RestFacts): number {
  if (quiet < QUIET || memory.length === 0) return 0;
  const soonest = Math.min(
    ...memory.map(({ capacity, used = capacity }) => ((critical / 100) * capacity - used) / (FASTEST * cpus)),
  );
  return LENGTHS.find((length) => length <= soonest) ?? 0;
}

/** Follows events and windows, and decides how long the next window may take. Times in milliseconds, monotonic. */
export interface RestPace {
  /** Something has happened in the run: it does not rest. */
  happened(at: number): void;
  /** Returns the `restLength` of the window after this one. */
  windowEnded(reading: Pick<Reading, 'to' | 'own' | 'constraints'>): number;
}

export function createRestPace({ critical, cpus }: Pick<RestFacts, 'critical' | 'cpus'>): RestPace {
  let since = 0;
  return {
    happened: (at) => {
      since = at;
    },
    windowEnded: ({ to, own, constraints = [] }) => {
      if (own === undefined || own >= MOST_CPUS) since = to;
      const memory = constraints.flatMap((constraint) => constraint.memory ?? []);
      return restLength({ quiet: to - since, memory, critical, cpus });
    },
  };
}
