import type { MemoryLimit } from '../cgroups/limits.ts';
import type { Files } from '../kernel/files.ts';
import { parseMemoryInfo } from '../kernel/memory-info.ts';
import type { MemorySurvey } from '../survey/memory.ts';
import type { Amount, Amounts } from './constraints.ts';

/** Memory of the machine and of each control group now. If a limit cannot be parsed, no use is known. */
export function memoryAmounts(files: Files, survey: MemorySurvey): Amounts {
  const limits = survey.readable ? survey.readLimits() : undefined;
  const groups = new Map<string, Amount>();
  for (const { group, bytes, used } of limits ?? []) {
    const other = groups.get(group);
    // `memory.high` and `memory.max` of one group have the same use. The lower one is the capacity.
    if (other === undefined) groups.set(group, { capacity: bytes, used: used() });
    else if (bytes < other.capacity) groups.set(group, { ...other, capacity: bytes });
  }
  if (survey.machine === undefined) return { groups };
  const machine = limits === undefined ? undefined : parseMemoryInfo(files.text('/proc/meminfo') ?? '');
  const capacity = machine?.total ?? survey.machine;
  // Used is what is not available, as psutil computes it: the thresholds of the gate were chosen for its figures.
  return { machine: { capacity, used: machine === undefined ? undefined : capacity - machine.available }, groups };
}

/**
 * A cheap look at the memory between two windows, in bytes: the machine first, then each limit.
 *
 * @param critical percent. Below it, a use may be given too high, with cache that can be reclaimed.
 */
export type LookAtMemory = (critical: number) => readonly Amount[];

/** @param recentLimits from `keepLimits` */
export function createMemoryLook(
  files: Files,
  survey: MemorySurvey,
  recentLimits: () => readonly MemoryLimit[] | undefined,
): LookAtMemory {
  return (critical) => {
    if (!survey.readable) return [];
    const machine = survey.machine === undefined ? undefined : parseMemoryInfo(files.text('/proc/meminfo') ?? '');
    return [
      ...(machine === undefined ? [] : [{ capacity: machine.total, used: machine.total - machine.available }]),
      ...(recentLimits() ?? []).map(({ bytes, charged, used }) => {
        const most = charged();
        // Only the file with the kinds of memory says how much can be reclaimed, which is the larger one.
        const isFar = most !== undefined && most * 100 < critical * bytes;
        return { capacity: bytes, used: isFar ? most : used() };
      }),
    ];
  };
}

/** Milliseconds. Limits seldom change, and reading them all takes longer than the look itself. */
const LIMITS_KEPT = 1000;

/** Shares the limits that a window has read with the looks between windows. `now` gives monotonic milliseconds. */
export function keepLimits(
  { readLimits }: Pick<MemorySurvey, 'readLimits'>,
  now: () => number,
): { readonly read: MemorySurvey['readLimits']; readonly recent: MemorySurvey['readLimits'] } {
  let newest: { readonly at: number; readonly limits: readonly MemoryLimit[] | undefined } | undefined;
  const read = (): readonly MemoryLimit[] | undefined => {
    newest = { at: now(), limits: readLimits() };
    return newest.limits;
  };
  return {
    read,
    recent: () => (newest === undefined || now() - newest.at >= LIMITS_KEPT ? read() : newest.limits),
  };
}
