import { monotonic } from '../base/monotonic.ts';
import type { Clock } from '../ports/ports.ts';

/** The longest that setTimeout can wait; longer ones would ring at once. */
const LONGEST = 2 ** 31 - 1;

/** Now is `from`. Monotonic: a wall clock that jumps changes no duration. */
export function systemClock(from = 0): Clock {
  const start = monotonic() - from;
  const now = (): number => Math.round((monotonic() - start) * 10) / 10;
  let timer: NodeJS.Timeout | undefined;
  const alarm = (at: number | undefined, ring: () => void): void => {
    clearTimeout(timer);
    if (at === undefined) return;
    const wait = Math.min(LONGEST, Math.max(0, Math.ceil(at - now())));
    timer = setTimeout(() => {
      // Timers may fire a little early, and a wait of weeks comes in parts.
      if (now() < at) alarm(at, ring);
      else ring();
    }, wait);
  };
  return { now, alarm };
}
