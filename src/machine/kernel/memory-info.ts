/** Bytes of the whole machine. */
export interface MemoryInfo {
  readonly total: number;
  /** What can be had without swapping: free memory and reclaimable cache. */
  readonly available: number;
}

/** Reads /proc/meminfo; undefined when either figure is missing or makes no sense. */
export function parseMemoryInfo(text: string): MemoryInfo | undefined {
  const total = kilobytes(text, 'MemTotal');
  const available = kilobytes(text, 'MemAvailable');
  if (total === undefined || available === undefined || total === 0 || available > total) {
    return undefined;
  }
  return { total, available };
}

/** Used share, 0 to 1, as psutil computes it, for which the plan's thresholds were written. */
export function usedShare(memory: MemoryInfo): number {
  return (memory.total - memory.available) / memory.total;
}

function kilobytes(text: string, name: string): number | undefined {
  const digits = new RegExp(`^${name}:[ \\t]*(\\d+) kB[ \\t]*$`, 'm').exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits) * 1024;
}
