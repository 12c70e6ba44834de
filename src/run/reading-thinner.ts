import type { Reading } from '../schedule/events/reading.ts';

const PER_DENSITY = 150;
const FINEST = 1_000;

/**
 * Says which readings are worth keeping: at most one a second, and the longer the run the fewer, so that a run of a
 * week keeps fewer than 2,000: each further 150 cover twice the time of the 150 before.
 */
export function readingThinner(): (reading: Reading) => boolean {
  let kept = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (reading) => {
    const distance = FINEST * 2 ** Math.floor(kept / PER_DENSITY);
    // A timer that is early by a little must not drop every other window.
    if (reading.to - last < distance * 0.9) return false;
    kept += 1;
    last = reading.to;
    return true;
  };
}
