import type { MemoryLimits } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../events/machine-facts.ts';
import { type CriticalMemory, ofTask, type Reading } from '../events/reading.ts';

/** Percent from which on memory is critical where a journal of an older version does not say. */
const CRITICAL = 95;

/** Milliseconds. Memory that would be full sooner, at its present growth, is critical too: the next window may be too late. */
export const HORIZON = 200;

export function criticalOf({ critical = CRITICAL }: MemoryLimits): number {
  return critical;
}

/** Memory of one constraint, in bytes. */
interface Use {
  readonly name?: string;
  readonly capacity: number;
  readonly used: number;
}

/**
 * The reading with what has changed since the one before, if memory is critical, or would be full within `HORIZON`: without the window before, nothing shows whether
 * a task grows. A task that is new has grown by all that it uses.
 *
 * @param recent the windows before, as they were measured, oldest first: those of about the last second
 */
export function withCriticalMemory(
  recent: readonly Reading[],
  reading: Reading,
  limits: MemoryLimits,
  machine: MachineFacts,
): Reading {
  const limit = criticalOf(limits);
  const [oldest, before] = [recent[0], recent.at(-1)];
  if (oldest === undefined || before === undefined || limit >= 100) return reading;
  const over = Math.max(1, reading.to - before.to);
  const earlier = usesOf(before, machine);
  const grownBy = ({ name, used }: Use): number => used - (earlier.find((use) => use.name === name)?.used ?? used);
  const isCritical = (use: Use): boolean =>
    use.used >= (limit / 100) * use.capacity || use.used + (HORIZON * grownBy(use)) / over >= use.capacity;
  const found = usesOf(reading, machine)
    .filter((use) => use.capacity > 0 && isCritical(use))
    .toSorted((one, other) => one.capacity - one.used - (other.capacity - other.used))[0];
  if (found === undefined) return reading;
  const isMeasured = reading.own !== undefined || reading.usage !== undefined;
  // In a window of 50 ms, a task that waits for a CPU does not grow. Its net growth in about the last second counts: a shell that starts
  // one program after the other grows and shrinks all the time.
  const tasks = Object.entries(reading.usage ?? {}).flatMap(([id, { memory }]): [string, number][] => {
    const grown = memory - (ofTask(oldest.usage, id)?.memory ?? 0);
    return grown > 0 ? [[id, grown]] : [];
  });
  const critical: CriticalMemory = {
    over,
    ...(found.name === undefined ? {} : { constraint: found.name }),
    memory: (100 * found.used) / found.capacity,
    left: Math.max(0, found.capacity - found.used),
    grown: grownBy(found),
    ...(isMeasured ? { tasks: Object.fromEntries(tasks) } : {}),
  };
  return { ...reading, critical };
}

/** Milliseconds over which the growth of a task is measured. */
export const GROWTH_SPAN = 1_000;

/** The windows of the last second, with this one, and the newest one before them. */
export function withRecent(recent: readonly Reading[], reading: Reading): readonly Reading[] {
  const all = [...recent, reading];
  const since = reading.to - GROWTH_SPAN;
  // Of those that are older, the newest one stays: a short window alone says little about a task that waits for a CPU.
  return all.filter((_, index) => (all[index + 1]?.to ?? reading.to) > since);
}

/** The highest percent of memory in use, of all constraints; undefined if it was not measured. */
export function memoryInUse(reading: Reading | undefined): number | undefined {
  const shares = (reading?.constraints ?? []).flatMap(({ memory }) =>
    memory === undefined || memory.capacity <= 0 ? [] : [(100 * memory.used) / memory.capacity],
  );
  return shares.length > 0 ? Math.max(...shares) : reading?.memory;
}

function usesOf({ constraints, memory }: Reading, machine: MachineFacts): readonly Use[] {
  const named = (constraints ?? []).flatMap((constraint): Use[] =>
    constraint.memory === undefined ? [] : [{ name: constraint.name, ...constraint.memory }],
  );
  if (named.length > 0 || memory === undefined) return named;
  return [{ capacity: machine.memory, used: (memory * machine.memory) / 100 }];
}
