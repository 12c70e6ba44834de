import { monotonic } from '../../base/monotonic.ts';
import type { Timers } from './wait-until-ready.ts';

/** The longest that setTimeout can wait; longer ones would ring at once. */
const longest = 2 ** 31 - 1;

export const systemTimers: Timers = {
  now: monotonic,
  after: (delay, ring) => {
    const timer = setTimeout(ring, Math.min(longest, Math.ceil(delay)));
    return () => clearTimeout(timer);
  },
};
