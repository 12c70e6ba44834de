import { readFileSync } from 'node:fs';
import type { Command } from '../command.ts';

/** Number of CPUs on which every way of running a project is compared. */
export const CPUS = 2;

/** Numbers of the first two CPUs that this process may use. Throws if there are fewer. */
export function twoCpus(): readonly number[] {
  const allowed = allowedCpus(readFileSync('/proc/self/status', 'utf8'));
  if (allowed.length < CPUS) throw new Error(`expected at least ${CPUS} CPUs, found ${allowed.length}`);
  return allowed.slice(0, CPUS);
}

/** The command, limited to these CPUs. */
export function onCpus(cpus: readonly number[], command: Command): Command {
  return { ...command, program: 'taskset', arguments: ['-c', cpus.join(','), command.program, ...command.arguments] };
}

/** @param status text of `/proc/PID/status`, in which a line such as `Cpus_allowed_list: 0-3,8` lists CPUs. */
export function allowedCpus(status: string): readonly number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return Number.isInteger(first) ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [];
  });
}
