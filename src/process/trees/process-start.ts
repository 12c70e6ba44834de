import { readRow } from './linux-processes.ts';

/**
 * When a process started, as the kernel counts it; with the pid, it distinguishes a process from a later one with the
 * same pid. Undefined if it is not known.
 */
export function processStart(pid: number): string | undefined {
  return readRow(pid)?.start;
}
