import type { Files } from '../machine/files.ts';
import type { KernelUnits } from '../machine/kernel-units.ts';
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
  /** How many are wanted. */
  readonly count: number;
  /** The process that measures, which is left out. */
  readonly self: number;
}

/**
 * Begins a window; the function that it returns ends it and tells who used the most CPU, and among equals the most memory.
 * Needs /proc. A process that began in between counts with all it used; one that ended is not seen.
 */
export function startBusiest(options: BusiestOptions): () => readonly BusyProcess[] {
  const { files, units, now, count, self } = options;
  const from = now();
  const before = new Map(listTimes(files).map((times) => [keyOf(times), times.ticks]));
  return () => {
    const seconds = Math.max(0.001, (now() - from) / 1000);
    return listTimes(files)
      .filter(({ pid }) => pid !== self)
      .map((times) => ({ ...times, used: Math.max(0, times.ticks - (before.get(keyOf(times)) ?? 0)) }))
      .sort((one, other) => other.used - one.used || other.pages - one.pages)
      .slice(0, count)
      .map(({ pid, name, used, pages }) => ({
        pid,
        command: programName(files.text(`/proc/${pid}/cmdline`), name),
        cpu: Math.round((1000 * used) / units.ticksPerSecond / seconds) / 10,
        memory: pages * units.pageSize,
      }));
  };
}

interface Times {
  readonly pid: number;
  readonly name: string;
  /** Clock tick of its start, which tells it from another that got its number. */
  readonly start: string;
  /** User and system time, without its children's. */
  readonly ticks: number;
  readonly pages: number;
}

function keyOf({ pid, start }: Times): string {
  return `${pid} ${start}`;
}

function listTimes(files: Files): readonly Times[] {
  const list: Times[] = [];
  for (const name of files.names('/proc')) {
    const stat = /^\d+$/.test(name) ? files.text(`/proc/${name}/stat`) : undefined;
    const times = stat === undefined ? undefined : parseTimes(Number(name), stat);
    if (times !== undefined) list.push(times);
  }
  return list;
}

/** Fields as in proc_pid_stat(5). The name may hold blanks and brackets: the others count from its last bracket. */
function parseTimes(pid: number, stat: string): Times | undefined {
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  const [user, system, start, pages] = [fields[11], fields[12], fields[19], fields[21]];
  if (end < 0 || start === undefined || pages === undefined) return undefined;
  const name = stat.slice(stat.indexOf('(') + 1, end);
  return { pid, name, start, ticks: Number(user) + Number(system), pages: Number(pages) };
}
