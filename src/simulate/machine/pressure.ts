import type { Segment } from './profile.ts';

/** CPUs that other programs use and want. */
export interface Foreign {
  /** They keep this many, whatever the mission wants. */
  readonly used: number;
  /** Alone they would use this many, at least `used`. What is above `used` is shared like the demand of the mission. */
  readonly wanted: number;
}

export const NO_FOREIGN: Foreign = { used: 0, wanted: 0 };

/** More steps than the solution needs: each doubles the pressure or squares the error. */
const MOST_STEPS = 200;

/**
 * If other programs keep all CPUs, no pressure is high enough. Then a thread still gets this part of a CPU, so that everything ends, as it would
 * under a real kernel.
 */
const MOST_PRESSURE = 1e6;

/** CPUs; a demand that is above the capacity by less is no overload, only a rounding error of the sum. */
export const SLIGHT = 1e-9;

/**
 * Progress in milliseconds per millisecond. The pressure is the time that a thread waits for a CPU, per time that it runs: 0 on a free machine,
 * 1 where it gets half a CPU. Only the part in which a task computes is stretched, so with busy part `b` and share `s` this is
 * 1 / ((1 - b) + b / s).
 */
export function rateAt({ slowed }: Pick<Segment, 'slowed'>, pressure: number): number {
  return 1 / (1 + slowed * pressure);
}

function foreignAt({ used, wanted }: Foreign, pressure: number): number {
  return Math.max(used, wanted / (1 + pressure));
}

/**
 * The pressure at which what runs and other programs use exactly the CPUs there are; 0 if they want no more than that. Newton's method: the use
 * is convex and falls with the pressure, so after one step it approaches the solution from one side.
 *
 * @param from an estimate, such as the pressure before the last change
 */
export function pressureOf(active: readonly Segment[], foreign: Foreign, cpus: number, from = 0): number {
  const excess = (pressure: number): { value: number; slope: number } => {
    const elastic = foreign.wanted / (1 + pressure);
    let value = foreignAt(foreign, pressure) - cpus;
    let slope = elastic > foreign.used ? -elastic / (1 + pressure) : 0;
    for (const { cpus: wanted, slowed } of active) {
      const rate = 1 / (1 + slowed * pressure);
      value += wanted * rate;
      slope -= wanted * slowed * rate * rate;
    }
    return { value, slope };
  };
  if (excess(0).value <= SLIGHT) return 0;
  let pressure = from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = excess(pressure);
    if (slope === 0) return pressure;
    const next = Math.min(MOST_PRESSURE, Math.max(0, pressure - value / slope));
    if (Math.abs(next - pressure) <= 1e-12 * (1 + pressure)) return next;
    pressure = next;
  }
  return pressure;
}
