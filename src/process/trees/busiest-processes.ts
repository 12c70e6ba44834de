import type { Files } from '../../machine/kernel/files.ts';
import type { KernelUnits } from '../../machine/kernel/units.ts';
import { createProcessList } from '../../machine/trees/process-list.ts';
import type { ProcessRow } from '../../machine/trees/process-stat.ts';
import { programName } from './program-name.ts';

/** A process and what it used in the window. */
export interface BusyProcess {
  readonly pid: number;
  /** Its program, never its arguments: they may hold secrets. */
  readonly command: string;
  /** Percent of one CPU: a process with several threads can use more than 100. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
}

export interface BusiestOptions {
  readonly files: Files;
  readonly units: KernelUnits;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** How many processes to return. */
  readonly count: number;
  /** The process that measures, which is left out. */
  readonly self: number;
}

/**
 * Begins a window. The returned function ends it and returns the processes that used the most CPU; among equals, those with
 * the most memory. Needs /proc. A process that started within the window counts with all that it used; one that ended is
 * not seen.
 */
export function startBusiest(options: BusiestOptions): () => readonly BusyProcess[] {
  const { files, units, now, count, self } = options;
  const from = now();
  const list = createProcessList(files);
  const before = new Map([...list.read().values()].map((row) => [keyOf(row), ownTicks(row)]));
  return () => {
    const seconds = Math.max(0.001, (now() - from) / 1000);
    return [...list.read().values()]
      .filter(({ pid }) => pid !== self)
      .map((row) => ({ ...row, used: Math.max(0, ownTicks(row) - (before.get(keyOf(row)) ?? 0)) }))
      .sort((one, other) => other.used - one.used || other.pages - one.pages)
      .slice(0, count)
      .flatMap(({ pid, used, pages }) => {
        const stat = files.text(`/proc/${pid}/stat`);
        if (stat === undefined) return [];
        const command = programName(files.text(`/proc/${pid}/cmdline`), nameIn(stat));
        const cpu = Math.round((1000 * used) / units.ticksPerSecond / seconds) / 10;
        return [{ pid, command, cpu, memory: pages * units.pageSize }];
      });
  };
}

function keyOf({ pid, start }: ProcessRow): string {
  return `${pid} ${start}`;
}

/** User and system time, without its children's. */
function ownTicks({ ticks, childTicks }: ProcessRow): number {
  return ticks - childTicks;
}

/** See proc_pid_stat(5): the name itself may contain blanks and brackets. */
function nameIn(stat: string): string {
  return stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
}
