import type { MachineFacts } from '../schedule/events/machine-facts.ts';

/** The same machine with so many CPUs. What its containers allow is part of this number. */
export function ofSize(machine: MachineFacts, cpus: number): MachineFacts {
  if (cpus === machine.cpus) return machine;
  const { constraints: _, ...rest } = machine;
  return { ...rest, cpus };
}
