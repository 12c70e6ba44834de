/**
 * The CPUs for a step with a CPU budget: those that the fewest steps with a budget hold now, the lowest numbers first.
 *
 * @param allowed the CPUs that the mission may use
 * @param held the sets of all steps with a budget that run now
 * @param count at least 1; all allowed CPUs are chosen if there are not more
 * @returns in ascending order
 */
export function chooseCpus(
  allowed: Iterable<number>,
  held: Iterable<readonly number[]>,
  count: number,
): readonly number[] {
  const holders = new Map<number, number>();
  for (const cpu of [...held].flat()) holders.set(cpu, (holders.get(cpu) ?? 0) + 1);
  const holdersOf = (cpu: number): number => holders.get(cpu) ?? 0;
  return [...new Set(allowed)]
    .sort((one, other) => holdersOf(one) - holdersOf(other) || one - other)
    .slice(0, count)
    .sort((one, other) => one - other);
}

/** The set as taskset(1) takes it: a hexadecimal bit mask. Lists such as `0,2` are unknown to the taskset of BusyBox. */
export function cpuMask(cpus: Iterable<number>): string {
  let mask = 0n;
  for (const cpu of cpus) mask |= 1n << BigInt(cpu);
  return mask.toString(16);
}
