import { readFileSync } from 'node:fs';
import { parseStat } from './linux-processes.ts';

/** When a process started, as the kernel counts it; tells it from a later one of the same number. Undefined where unknown. */
export function processStart(pid: number): string | undefined {
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'utf8'))?.start;
  } catch {
    return undefined;
  }
}
