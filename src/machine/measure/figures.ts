/*
 * This folder measures how busy the machine is, for the gate: used CPU and memory of each constraint, and pressure.
 *
 * `figures.ts` has the type `Measure` and the arithmetic of shares. `linux.ts` measures from /proc and control groups, with `memory.ts`;
 * `constraints.ts` makes named constraints of the result. `portable.ts` measures other systems with a library, and `pressure.ts` reads
 * the pressure files of the kernel.
 *
 * Invariants:
 * - A constraint has its own capacity: the CPUs and bytes of the machine, or those that a control group allows.
 * - A percentage is the highest of the shares of the machine and of every limit, because the nearest limit decides.
 * - If one share is unknown, the resource is unknown in all constraints: a gate must not open because a file could not be read.
 * - A measurement calls back exactly once, and measurements never overlap.
 *
 * Not here: which limits there are (`machine/survey`), how often to measure (`machine/sampler.ts`), and the gate (`schedule`).
 */
import type { Constraint } from '../../schedule/events/reading.ts';

/** Figures of the machine at one moment; a figure that is not known is absent, never zero. */
export interface Figures {
  /** Busy percent of the usable CPUs since the previous measurement. */
  readonly cpu?: number;
  /** Used percent of the usable memory, now. */
  readonly memory?: number;
  /** The machine first, then its control groups from the outermost to the innermost. Absent if no amounts are known. */
  readonly constraints?: readonly Constraint[];
}

/**
 * Measures once and passes on the figures, at once or later. Calls back exactly once; calls must not overlap. The first
 * measurement has no CPU figure, because it has no earlier counters to compare with.
 */
export type Measure = (done: (figures: Figures) => void) => void;

/** A share as a percentage within 0 to 100, to two places; undefined if it is not a number. */
export function toPercent(share: number | undefined): number | undefined {
  if (share === undefined || Number.isNaN(share)) {
    return undefined;
  }
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

/**
 * The highest of several shares. One that is unknown makes the result unknown: the missing one could have been the one
 * that closes the gate, and a gate must not open because a file could not be read.
 */
export function highestShare(shares: readonly (number | undefined)[]): number | undefined {
  let highest: number | undefined;
  for (const share of shares) {
    if (share === undefined || Number.isNaN(share)) {
      return undefined;
    }
    highest = highest === undefined ? share : Math.max(highest, share);
  }
  return highest;
}

/** Omits unknown figures, as readings and the journal require. */
export function figuresOf(
  cpu: number | undefined,
  memory: number | undefined,
  constraints: readonly Constraint[],
): Figures {
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(constraints.length === 0 ? {} : { constraints }),
  };
}
