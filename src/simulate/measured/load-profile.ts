import type { MeasuredAttempt } from './measured-run.ts';

/** What one attempt used of the CPUs and of the memory, by the time since its launch. */
export interface LoadProfile {
  /** Milliseconds since the launch, ascending, the first 0. */
  readonly times: readonly number[];
  /** CPU used up to each of them: percent of the CPUs, times milliseconds. */
  readonly used: readonly number[];
  /** Percent of the CPUs after the last of them. */
  readonly last: number;
  /** Bytes at each of them. */
  readonly memory: readonly number[];
}

/** A constant profile, for example of the declared load if nothing was measured. */
export function steadyProfile(load: number): LoadProfile {
  return { times: [0], used: [0], last: load, memory: [0] };
}

/**
 * @param before CPU seconds of earlier attempts
 * @param declared percent, for an attempt that no window measured
 */
export function profileOf(attempt: MeasuredAttempt, before: number, declared: number, cpus: number): LoadProfile {
  if (attempt.use.length === 0 || cpus <= 0) return steadyProfile(declared);
  const times = [0];
  const used = [0];
  const memory = [0];
  let last = 0;
  for (const point of attempt.use) {
    const time = point.at - attempt.started;
    const passed = time - (times.at(-1) ?? 0);
    if (passed <= 0) continue;
    const sum = ((point.cpuSeconds - before) * 1000 * 100) / cpus;
    last = (sum - (used.at(-1) ?? 0)) / passed;
    times.push(time);
    used.push(sum);
    memory.push(point.memory);
  }
  return { times, used, last, memory };
}

/** Percent of the CPUs, times milliseconds, that it uses between two moments since its launch. */
export function usedBetween(profile: LoadProfile, from: number, to: number): number {
  return to <= from ? 0 : usedUntil(profile, to) - usedUntil(profile, from);
}

/** Bytes at a moment since its launch: the last known value. */
export function memoryAt(profile: LoadProfile, time: number): number {
  return profile.memory[lastUpTo(profile.times, time)] ?? 0;
}

function usedUntil({ times, used, last }: LoadProfile, time: number): number {
  if (time <= 0) return 0;
  const index = lastUpTo(times, time);
  const from = times[index] ?? 0;
  const sum = used[index] ?? 0;
  const next = times[index + 1];
  if (next === undefined) return sum + last * (time - from);
  return sum + (((used[index + 1] ?? sum) - sum) * (time - from)) / (next - from);
}

/** Index of the last one that is not after `time`; -1 if all are. Binary search. */
export function lastUpTo(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
