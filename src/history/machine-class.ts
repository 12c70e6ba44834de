import type { MachineFacts } from '../schedule/events/machine-facts.ts';

/** What a history line says about the machine of its run. */
export type HistoryMachine = Pick<MachineFacts, 'platform' | 'architecture' | 'cpus' | 'memory'>;

export function historyMachine({ platform, architecture, cpus, memory }: MachineFacts): HistoryMachine {
  return { platform, architecture, cpus, memory };
}

/**
 * True if tasks are expected to use as much on both machines: same platform, architecture and number of CPUs, because many tools
 * start one worker for each CPU, and about the same memory, because some runtimes size their heap by it. About the same: less than
 * a factor of √2 apart. The name of the processor does not count: it changes how long a task takes, but hardly how many CPUs it uses.
 */
export function isSameClass(one: HistoryMachine, other: HistoryMachine): boolean {
  return (
    one.platform === other.platform &&
    one.architecture === other.architecture &&
    one.cpus === other.cpus &&
    (one.memory === other.memory || Math.abs(Math.log2(one.memory / other.memory)) < 0.5)
  );
}
