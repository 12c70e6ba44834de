import { readdirSync, readFileSync } from 'node:fs';
import { type Command, run } from './command.ts';

/** Seconds after the start of a program. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Runs a program to its end and returns the percentage of one core that its process and its spawner processes used in a part of that time, with all
 * threads and without other children. The counters of the kernel are read from outside, so the program does nothing for it.
 */
export async function cpuShare(command: Command, folder: string, { from, to }: Span): Promise<number> {
  const readings: Reading[] = [];
  const timers: NodeJS.Timeout[] = [];
  try {
    await run(command, folder, (pid) => {
      for (const second of [from, to]) timers.push(setTimeout(() => readings.push(read(pid)), 1000 * second));
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
  const [first, last] = readings;
  if (first === undefined || last === undefined)
    throw new Error(`expected a run of more than ${to} s, found that it ended before`);
  return (100 * (last.cpu - first.cpu)) / (last.at - first.at);
}

interface Reading {
  /** Milliseconds, monotonic. */
  readonly at: number;
  /** Milliseconds of CPU time since the start of each process. */
  readonly cpu: number;
}

function read(pid: number): Reading {
  const cpu = [pid, ...spawnersOf(pid)].reduce((sum, each) => sum + cpuOf(each), 0);
  return { at: performance.now(), cpu };
}

/** To the nanosecond. The threads of Node and V8 live as long as their process, so none is missing. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const times = threads.map((id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]);
  return times.reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e6, 0);
}

function spawnersOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.map(Number).filter((child) => commandLineOf(child).some((word) => /[\\/]spawner\.js$/.test(word)));
}

/** Empty if it has ended. */
function commandLineOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
