import type { Reading } from '../schedule/events/reading.ts';

const PER_DENSITY = 150;
const FINEST = 1_000;

/** Milliseconds between two readings that are kept while nothing changes. */
const RESTING = 5_000;

/**
 * Decides which readings the journal keeps: at most one per second at first, and each further 150 readings cover twice the
 * time of the 150 before, so that a run of a week keeps fewer than 2,000. Beside these, it keeps one in which a task has half as
 * many more threads that could run than in those that were kept: the finding about them follows from the journal.
 *
 * While the machine rests, the sampler repeats what it has measured of tasks, as the same object: then one reading in five seconds is kept.
 */
export function readingThinner(): (reading: Reading) => boolean {
  let kept = 0;
  let last = Number.NEGATIVE_INFINITY;
  let lastUsage: Reading['usage'];
  const threads = new Map<string, number>();

  function hasMoreThreads({ usage = {} }: Reading): boolean {
    let isMore = false;
    for (const [id, { runnable = 0 }] of Object.entries(usage)) {
      if (runnable === 0 || runnable < 1.5 * (threads.get(id) ?? 0)) continue;
      threads.set(id, runnable);
      isMore = true;
    }
    return isMore;
  }

  return (reading) => {
    const isResting = reading.usage !== undefined && reading.usage === lastUsage;
    const distance = Math.max(FINEST * 2 ** Math.floor(kept / PER_DENSITY), isResting ? RESTING : 0);
    // If a timer fires slightly early, every other window would be dropped without this tolerance.
    const isDue = reading.to - last >= distance * 0.9;
    if (!(hasMoreThreads(reading) && !isResting) && !isDue) return false;
    kept += 1;
    last = reading.to;
    lastUsage = reading.usage;
    return true;
  };
}
