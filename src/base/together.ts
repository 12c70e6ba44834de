import { monotonic } from './monotonic.ts';

/**
 * Milliseconds until the next multiple of a period on the monotonic clock, at least 1. What is due at these moments wakes the process once,
 * instead of once for each timer: at rest, that is most of what a run costs.
 *
 * @param period in whole milliseconds
 */
export function untilTogether(period: number, now = monotonic()): number {
  // Timers count whole milliseconds. A fraction would let one of two timers for the same moment ring a millisecond later.
  return period - (Math.floor(now) % period);
}

/**
 * A length whose end is the multiple of a period that is nearest to the end of this one, for what may be half a period early or late.
 *
 * @param length in whole milliseconds, longer than the period
 * @param period in whole milliseconds
 */
export function nearTogether(length: number, period: number, now = monotonic()): number {
  const over = (Math.floor(now) + length) % period;
  return over < period / 2 ? length - over : length - over + period;
}

/**
 * Calls back once in each period, together with everything else of a multiple of this period. Does not keep the process alive.
 *
 * @param period in whole milliseconds
 * @param restLength milliseconds that may pass instead while the machine rests; 0 while it does not
 * @returns a function that ends it
 */
export function repeatTogether(period: number, act: () => void, restLength: () => number = () => 0): () => void {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    timer = setTimeout(
      () => {
        arm();
        act();
      },
      untilTogether(Math.max(period, restLength())),
    ).unref();
  };
  arm();
  return () => clearTimeout(timer);
}

/**
 * Length of the next one of periods that follow each other, so that they end together with everything else of a multiple of this length: at most as long,
 * at least a third. One or two of them are shorter at first.
 *
 * @param length in whole milliseconds
 */
export function lengthTogether(length: number, now = monotonic()): number {
  const until = untilTogether(length, now);
  // The end of one that is half a length off leaves clearly more than a third, also if its timer rings late.
  return until >= length / 3 ? until : until + Math.ceil(length / 2);
}
