import type { Mission } from '../mission/mission.ts';

const FALLBACK = 60_000;

/** Expected milliseconds of each task: its `expect`, else the median of those declared, else one minute. */
export function estimates(mission: Mission): ReadonlyMap<string, number> {
  const declared = mission.tasks.flatMap((task) => (task.expect === undefined ? [] : [task.expect]));
  const usual = median(declared) ?? FALLBACK;
  return new Map(mission.tasks.map((task) => [task.id, task.expect ?? usual]));
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
