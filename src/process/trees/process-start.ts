import { readRow } from './linux-processes.ts';

/**
 * When a process started, as the kernel counts it; with the pid, it distinguishes a process from a later one of the same
 * number. Undefined if that is not known.
 */
export function processStart(pid: number): string | undefined {
  return readRow(pid)?.start;
}
