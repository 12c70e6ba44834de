import type { Reading } from '../schedule/events/reading.ts';
import type { Amount } from './measure/constraints.ts';

/** Milliseconds without an event and without any work of the tasks, after which the run rests. */
const QUIET = 10_000;

/** CPUs. Tasks and services that together use less than this do no work. What other programs use does not matter. */
const MOST_CPUS = 0.05;

/** Milliseconds that a window takes while the run rests. As long as a period of the heartbeat, so that this needs no wake of its own. */
const WINDOW = 5_000;

/**
 * Milliseconds that may pass between two looks at the memory while the run rests. Each divides the window, whose end is a look too. A look costs a third
 * of what the end of a window does, so with shorter ones nothing would be saved.
 */
const LOOKS: readonly number[] = [WINDOW, 2_500, 1_000];

/**
 * Bytes a millisecond by which one CPU can fill memory: the kernel has to make each page empty before a program gets it. That was 0.5 GiB a second on a
 * virtual machine, also with huge pages, and is about 2 GiB a second on fast hardware. Twice that is assumed.
 */
const FASTEST = (4 * 2 ** 30) / 1000;

/** What memory depends on. */
export interface MemoryFacts {
  /** Of the machine and of each control group. Empty if it is not known. */
  readonly memory: readonly Amount[];
  /** Percent from which on memory is critical. */
  readonly critical: number;
  /** CPUs of the machine, including those that the mission may not use: any program can fill its memory. */
  readonly cpus: number;
}

/** How many milliseconds may pass until the next look at the memory, because it cannot become critical sooner; 0 if a rest is too dangerous. */
export function restLook({ memory, critical, cpus }: MemoryFacts): number {
  if (memory.length === 0) return 0;
  const soonest = Math.min(
    ...memory.map(({ capacity, used = capacity }) => ((critical / 100) * capacity - used) / (FASTEST * cpus)),
  );
  return LOOKS.find((length) => length <= soonest) ?? 0;
}

export interface RestFacts extends MemoryFacts {
  /** Milliseconds since the newest event, or since the end of the newest window in which a task worked. */
  readonly quiet: number;
}

/**
 * How many milliseconds the next window may take because the run rests; 0 if it does not rest.
 *
 * Nothing waits for the figures then, so they matter only if memory becomes critical. The memory watch sees that in time.
 */
export function restLength({ quiet, ...facts }: RestFacts): number {
  return quiet < QUIET || restLook(facts) === 0 ? 0 : WINDOW;
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
