import { monotonic } from '../base/monotonic.ts';
import type { Clock } from '../ports/ports.ts';

/** Longest delay of setTimeout in milliseconds; with a longer one it would fire immediately. */
const LONGEST = 2 ** 31 - 1;

/**
 * A monotonic clock in milliseconds: changes of the wall clock do not affect durations.
 *
 * @param from its time now
 */
export function systemClock(from = 0): Clock {
  const start = monotonic() - from;
  const now = (): number => Math.round((monotonic() - start) * 10) / 10;
  let wanted: { readonly at: number; readonly ring: () => void } | undefined;
  let timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  const set = (at: number): void => {
    clearTimeout(timer?.handle);
    const wait = Math.min(LONGEST, Math.max(0, Math.ceil(at - now())));
    timer = { at, handle: setTimeout(fire, wait) };
  };
  const fire = (): void => {
    timer = undefined;
    if (wanted === undefined) return;
    const { at, ring } = wanted;
    // Timers may fire slightly early, a wait of weeks is divided into several timers, and the alarm may have been moved.
    if (now() < at) {
      set(at);
      return;
    }
    wanted = undefined;
    ring();
  };
  const alarm = (at: number | undefined, ring: () => void): void => {
    if (at === undefined) {
      wanted = undefined;
      clearTimeout(timer?.handle);
      timer = undefined;
      return;
    }
    wanted = { at, ring };
    // Each event moves the alarm, mostly to a later time: then the timer that is set fires early once, instead of being replaced each time.
    if (timer === undefined || timer.at > at) set(at);
  };
  return { now, alarm };
}
