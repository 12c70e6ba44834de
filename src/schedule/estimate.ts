import type { Mission } from '../mission/mission.ts';
import { type Predictions, predictionOf } from './prediction.ts';

const FALLBACK = 60_000;

/**
 * Expected milliseconds of each task: what the history predicts, else its `expect`, else the median of those that are
 * known, else one minute.
 */
export function estimates(mission: Mission, predictions?: Predictions): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const { id, expect } of mission.tasks) {
    const expected = predictionOf(predictions, id)?.expect ?? expect;
    if (expected !== undefined) known.set(id, expected);
  }
  const usual = median([...known.values()]) ?? FALLBACK;
  return new Map(mission.tasks.map(({ id }) => [id, known.get(id) ?? usual]));
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
