import type { Reading } from '../schedule/events/reading.ts';

const PER_DENSITY = 150;
const FINEST = 1_000;

/**
 * Decides which readings the journal keeps: at most one per second at first, and each further 150 readings cover twice the
 * time of the 150 before, so that a run of a week keeps fewer than 2,000.
 */
export function readingThinner(): (reading: Reading) => boolean {
  let kept = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (reading) => {
    const distance = FINEST * 2 ** Math.floor(kept / PER_DENSITY);
    // If a timer fires slightly early, every other window would be dropped without this tolerance.
    if (reading.to - last < distance * 0.9) return false;
    kept += 1;
    last = reading.to;
    return true;
  };
}
