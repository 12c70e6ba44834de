/** Bytes of the whole machine. */
export interface MemoryInfo {
  readonly total: number;
  /** Memory that can be allocated without swapping: free memory and reclaimable cache. */
  readonly available: number;
}

/** Reads /proc/meminfo; undefined if a figure is missing or implausible. */
export function parseMemoryInfo(text: string): MemoryInfo | undefined {
  const total = kilobytes(text, 'MemTotal');
  const available = kilobytes(text, 'MemAvailable');
  if (total === undefined || available === undefined || total === 0 || available > total) {
    return undefined;
  }
  return { total, available };
}

function kilobytes(text: string, name: string): number | undefined {
  const digits = new RegExp(`^${name}:[ \\t]*(\\d+) kB[ \\t]*$`, 'm').exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits) * 1024;
}
