import type { Segment } from './profile.ts';

type Sensitivity = Pick<Segment, 'slowed' | 'hidden'>;

/** CPUs that other programs use and want. */
export interface Foreign {
  /** They keep this many, whatever the mission wants. */
  readonly used: number;
  /** Alone they would use this many, at least `used`. What is above `used` is shared like the demand of the mission. */
  readonly wanted: number;
  /** Absent for none. */
  readonly gaps?: Gaps;
}

/**
 * CPUs that nothing uses although threads wait for one at other moments: tasks compute in bursts, and of four threads on two CPUs now three want to run,
 * and now one. Under more pressure there are fewer such moments.
 */
export interface Gaps {
  readonly cpus: number;
  /** The pressure at which they were measured; under less, there are no more of them. */
  readonly pressure: number;
}

export const NO_FOREIGN: Foreign = { used: 0, wanted: 0 };

/** More steps than the solution needs: each halves the range in which it lies, or squares the error. */
const MOST_STEPS = 200;

/**
 * If other programs keep all CPUs, no pressure is high enough. Then a thread still gets this part of a CPU, so that everything ends, as it would
 * under a real kernel.
 */
const MOST_PRESSURE = 1e6;

/** CPUs; a demand that is above the capacity by less is no overload, only a rounding error of the sum. */
export const SLIGHT = 1e-9;

/**
 * How many times as long an attempt takes under this pressure, which is the time that a thread waits for a CPU, per time that it runs: 0 on a free
 * machine, 1 where it gets half a CPU.
 *
 * - Only the part in which it computes is stretched: with busy part `b` and share `s` of a CPU, this is (1 - b) + b / s. That is what the kernel does
 *   with one thread that computes and waits in turn, even if it wants less than its fair share: see docs/performance.md.
 * - A delay that is `hidden` disappears in the idle part, as long as that is longer. If all of it is, this is max-min fairness: an attempt that
 *   wants less than its fair share gets all that it wants.
 */
export function stretchOf({ slowed, hidden = 0 }: Sensitivity, pressure: number): number {
  const delay = slowed * pressure;
  return hidden === 0 ? 1 + delay : 1 + delay - hidden * Math.min(delay, Math.max(0, 1 - slowed));
}

/** Progress in milliseconds per millisecond. */
export function rateAt(sensitivity: Sensitivity, pressure: number): number {
  return 1 / stretchOf(sensitivity, pressure);
}

/** By how much the stretch grows with the pressure, at this pressure. */
function slopeOf({ slowed, hidden = 0 }: Sensitivity, pressure: number): number {
  return slowed * pressure < 1 - slowed ? slowed * (1 - hidden) : slowed;
}

/** All that the mission does not get, and by how much it falls with the pressure. */
function foreignAt(
  { used, wanted, gaps }: Foreign,
  pressure: number,
): { readonly cpus: number; readonly slope: number } {
  const elastic = wanted / (1 + pressure);
  const kept = elastic > used ? { cpus: elastic, slope: -elastic / (1 + pressure) } : { cpus: used, slope: 0 };
  if (gaps === undefined) return kept;
  if (pressure <= gaps.pressure) return { ...kept, cpus: kept.cpus + gaps.cpus };
  const left = (gaps.cpus * (1 + gaps.pressure)) / (1 + pressure);
  return { cpus: kept.cpus + left, slope: kept.slope - left / (1 + pressure) };
}

/** CPUs that are not there for the mission if nothing is slowed. */
export function foreignDemand({ wanted, gaps }: Foreign): number {
  return wanted + (gaps?.cpus ?? 0);
}

/**
 * The pressure at which what runs and other programs use exactly the CPUs there are; 0 if they want no more than that. The use falls with the
 * pressure. Newton's method, within bounds, because the use is not convex where the idle part of an attempt ends.
 *
 * @param from an estimate, such as the pressure before the last change
 */
export function pressureOf(active: readonly Segment[], foreign: Foreign, cpus: number, from = 0): number {
  const excess = (pressure: number): { value: number; slope: number } => {
    const others = foreignAt(foreign, pressure);
    let value = others.cpus - cpus;
    let slope = others.slope;
    for (const segment of active) {
      const rate = rateAt(segment, pressure);
      value += segment.cpus * rate;
      slope -= segment.cpus * slopeOf(segment, pressure) * rate * rate;
    }
    return { value, slope };
  };
  if (excess(0).value <= SLIGHT) return 0;
  let low = 0;
  let high = MOST_PRESSURE;
  let pressure = from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = excess(pressure);
    if (value > 0) low = Math.max(low, pressure);
    else high = Math.min(high, pressure);
    const newton = slope === 0 ? Number.NaN : pressure - value / slope;
    // Beyond the highest pressure, or outside of what is known to hold the solution.
    const next = newton >= low && newton <= high ? newton : between(low, high);
    if (Math.abs(next - pressure) <= 1e-12 * (1 + pressure)) return next;
    pressure = next;
  }
  return pressure;
}

/** The geometric middle of two pressures, because they differ by orders of magnitude. */
function between(low: number, high: number): number {
  return Math.sqrt((1 + low) * (1 + high)) - 1;
}
