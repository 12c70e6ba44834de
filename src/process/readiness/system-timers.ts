import { monotonic } from '../../base/monotonic.ts';
import type { Timers } from './wait-until-ready.ts';

/** Longest delay of `setTimeout` in milliseconds; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

export const systemTimers: Timers = {
  now: monotonic,
  after: (delay, expired) => {
    const timer = setTimeout(expired, Math.min(longest, Math.ceil(delay)));
    return () => clearTimeout(timer);
  },
};
