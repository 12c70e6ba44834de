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
