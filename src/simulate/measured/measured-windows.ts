import { median } from '../../base/median.ts';
import { lastUpTo } from './load-profile.ts';
import type { MeasuredReading } from './measured-run.ts';

/** One measuring window. The schedule receives it a little after its end, at `at`. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** All windows of a run, before its end and beyond. */
export interface Windows {
  /** The newest window that is known at this moment; undefined before the first. */
  newest(time: number): Window | undefined;
  /** The first window that becomes known after this moment. */
  next(time: number): Window;
  /** Milliseconds between the end of a window and the moment at which it is known. */
  readonly lag: number;
}

/** Used if no window was kept: a launch at the very end of a window must not seem to be inside it. */
const USUAL_LAG = 1;

/**
 * The windows that were kept, and as many between them as fit. Real windows are a little longer than `sample`, so multiples of
 * `sample` would drift away from them.
 */
export function measuredWindows(readings: readonly MeasuredReading[], sample: number): Windows {
  const period = usualLength(readings, sample);
  const lag = usualLag(readings);
  const known = readings.map(({ at }) => at);
  const first = readings[0]?.from ?? 0;
  /** When the first window began. */
  const origin = first > period / 2 ? 0 : first;

  const endOf = (index: number): number => readings[index]?.to ?? origin;
  /** Length of the windows between this kept one and the next. */
  const spacing = (index: number): number => {
    const next = readings[index + 1];
    if (next === undefined) return period;
    const gap = next.to - endOf(index);
    return gap / Math.max(1, Math.round(gap / period));
  };
  /** The window that comes a number of windows, at least one, after a kept one; -1 stands for the origin. */
  const between = (index: number, steps: number): Window => {
    const length = spacing(index);
    const from = endOf(index) + (steps - 1) * length;
    return { from, to: from + length, at: from + length + lag };
  };
  const place = (time: number): { index: number; steps: number; most: number } => {
    const index = lastUpTo(known, time);
    const length = spacing(index);
    const next = readings[index + 1];
    const most = next === undefined ? Infinity : Math.round((next.to - endOf(index)) / length) - 1;
    const passed = Math.floor((time - lag - endOf(index)) / length + 1e-9);
    return { index, steps: Math.max(0, Math.min(passed, most)), most };
  };
  return {
    lag,
    newest: (time) => {
      const { index, steps } = place(time);
      return steps === 0 ? readings[index] : between(index, steps);
    },
    next: (time) => {
      const { index, steps, most } = place(time);
      return (steps < most ? undefined : readings[index + 1]) ?? between(index, steps + 1);
    },
  };
}

/** Windows that were cut short say nothing about the usual length, and neither do those that were longer because the machine rested, unless there are no others. */
function usualLength(readings: readonly MeasuredReading[], sample: number): number {
  const lengths = readings.map(({ from, to }) => to - from).filter((length) => length > 0);
  const whole = lengths.filter((length) => length >= 0.9 * sample);
  return (
    median(whole.filter((length) => length <= 1.5 * sample)) ??
    median(whole) ??
    (lengths.length === 0 ? sample : Math.max(sample, ...lengths))
  );
}

/** The lower quartile: a window is known late where nothing waited for it. */
function usualLag(readings: readonly MeasuredReading[]): number {
  const lags = readings.map(({ at, to }) => at - to).sort((one, other) => one - other);
  return lags[Math.floor(lags.length / 4)] ?? USUAL_LAG;
}
