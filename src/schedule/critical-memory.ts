import type { MemoryLimits } from '../mission/model/mission.ts';
import type { MachineFacts } from './events/machine-facts.ts';
import type { CriticalMemory, Reading } from './events/reading.ts';

/** Percent from which on memory is critical where a journal of an older version does not say. */
const CRITICAL = 95;

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
 * The reading with what has changed since the one before, if memory is critical: without the window before, nothing shows whether
 * a task grows. A task that is new has grown by all that it uses.
 *
 * @param before the window before, as it was measured; absent for the first one
 */
export function withCriticalMemory(
  before: Reading | undefined,
  reading: Reading,
  limits: MemoryLimits,
  machine: MachineFacts,
): Reading {
  const limit = criticalOf(limits);
  const found = usesOf(reading, machine)
    .filter(({ used, capacity }) => capacity > 0 && 100 * used >= limit * capacity)
    .toSorted((one, other) => one.capacity - one.used - (other.capacity - other.used))[0];
  if (found === undefined || before === undefined || limit >= 100) return reading;
  const earlier = usesOf(before, machine).find(({ name }) => name === found.name);
  const isMeasured = reading.own !== undefined || reading.usage !== undefined;
  const tasks = Object.entries(reading.usage ?? {}).flatMap(([id, { memory }]): [string, number][] => {
    const grown = memory - (before.usage?.[id]?.memory ?? 0);
    return grown > 0 ? [[id, grown]] : [];
  });
  const critical: CriticalMemory = {
    over: Math.max(1, reading.to - before.to),
    ...(found.name === undefined ? {} : { constraint: found.name }),
    memory: (100 * found.used) / found.capacity,
    left: Math.max(0, found.capacity - found.used),
    grown: found.used - (earlier?.used ?? found.used),
    ...(isMeasured ? { tasks: Object.fromEntries(tasks) } : {}),
  };
  return { ...reading, critical };
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
