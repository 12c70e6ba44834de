import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, run } from '../command.ts';
import { busySeconds } from './busy-cpus.ts';
import { onCpus, twoCpus } from './two-cpus.ts';

/** What one way of running a project took, in seconds. */
export interface Cost {
  readonly wall: number;
  /** CPU time of all processes, services and Mission Runner included. */
  readonly cpu: number;
  /** CPU time that other programs used on the same CPUs in the meantime. */
  readonly others: number;
}

/** Runs the command in the folder, notes its CPU time, and keeps its exit code. */
const MEASURE = 'cd "$1"; note=$2; shift 2; "$@"; code=$?; times > "$note"; exit $code';

/**
 * Runs a command on two CPUs to its end.
 * @param folder where the command runs
 * @param notes empty folder for its output and its CPU time
 */
export async function timedRun(command: Command, folder: string, notes: string): Promise<Cost> {
  const note = join(notes, 'times.txt');
  const measured: Command = {
    ...command,
    program: 'bash',
    arguments: ['-c', MEASURE, 'measure', folder, note, command.program, ...command.arguments],
  };
  const cpus = twoCpus();
  const before = busySeconds(cpus);
  const wall = (await run(onCpus(cpus, measured), notes)) / 1000;
  const cpu = childSeconds(readFileSync(note, 'utf8'));
  return { wall, cpu, others: Math.max(0, busySeconds(cpus) - before - cpu) };
}

/** @param text output of `times` of bash: user and system time of the shell, and in the second line of its children. */
export function childSeconds(text: string): number {
  const [, children = ''] = text.split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}
