import { median } from '../base/median.ts';
import type { MeasuredReading } from './measured-run.ts';
import type { Window } from './measured-windows.ts';

/** The windows of a simulated sampler, which follow the rules of the real one (`machine/sampler.ts`). */
export interface SimulatedSampler {
  /** The newest window that is known at this moment; undefined before the first. Moments must not go back. */
  newest(time: number): Window | undefined;
  /** The first moment, not before this one, at which a window becomes known that is not known at `now`. */
  next(now: number, notBefore?: number): number;
  /** The `measure` effect: ends the window in progress now, and the next one after `within` milliseconds. */
  measure(time: number, within: number): void;
}

/** A shorter window measures nothing. Milliseconds. */
const SHORTEST = 100;

/** Assumed if no window was kept: a launch at the very end of a window must not seem to be inside it. */
const USUAL_LAG = 1;

/** @param readings those of the measured run: its windows are a little longer than `sample`, and known a little after their end */
export function simulatedSampler(readings: readonly MeasuredReading[], sample: number): SimulatedSampler {
  const period = usualLength(readings, sample);
  const lag = usualLag(readings);
  let from = Math.min(readings[0]?.from ?? 0, period / 2);
  let due = readings[0]?.to ?? from + period;
  /** Length of the window that begins at `due`. */
  let following = period;
  let last: Window | undefined;

  function pass(time: number): void {
    if (time - lag < due) return;
    last = { from, to: due, at: due + lag };
    from = due;
    due += following;
    following = period;
    const whole = Math.floor((time - lag - due) / period);
    if (whole < 0) return;
    // Nothing was waiting for the windows in between.
    const to = due + whole * period;
    last = { from: whole === 0 ? from : to - period, to, at: to + lag };
    from = to;
    due = to + period;
  }

  return {
    newest: (time) => {
      pass(time);
      return last;
    },
    next: (now, notBefore = now) => {
      pass(now);
      if (notBefore <= due + lag) return due + lag;
      return due + following + lag + period * Math.max(0, Math.ceil((notBefore - lag - due - following) / period));
    },
    measure: (time, within) => {
      pass(time);
      if (time - from < SHORTEST) {
        due = from + Math.max(SHORTEST, within);
        return;
      }
      due = time;
      following = within;
    },
  };
}

/** The lower quartile: a window is also known late where nothing waited for it. */
function usualLag(readings: readonly MeasuredReading[]): number {
  const lags = readings.map(({ at, to }) => at - to).sort((one, other) => one - other);
  return lags[Math.floor(lags.length / 4)] ?? USUAL_LAG;
}

/** Windows that were cut short say nothing about the usual length. */
function usualLength(readings: readonly MeasuredReading[], sample: number): number {
  const whole = readings.map(({ from, to }) => to - from).filter((length) => length >= 0.9 * sample);
  return median(whole) ?? sample;
}
