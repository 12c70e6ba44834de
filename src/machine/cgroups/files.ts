/** The content of a limit file: a number, no limit, or text that cannot be parsed. */
export type Limit = number | 'none' | 'unreadable';

// Version 1 has no word for "no limit": it writes the largest multiple of the page size, which depends on the kernel.
const HUGE = 2 ** 60;

/** CPUs allowed by a `cpu.max` of version 2: `50000 100000` is half a CPU, `max 100000` no limit. */
export function parseCpuMax(text: string): Limit {
  const match = /^(max|\d+)(?:[ \t]+(\d+))?\s*$/.exec(text);
  return match === null
    ? 'unreadable'
    : match[1] === 'max'
      ? 'none'
      : cpus(Number(match[1]), Number(match[2] ?? 100_000));
}

/** CPUs allowed by `cpu.cfs_quota_us` and `cpu.cfs_period_us` of version 1; a quota of -1 is no limit. */
export function parseCfsQuota(quota: string, period: string): Limit {
  const allowed = /^\s*(-1|\d+)\s*$/.exec(quota)?.[1];
  const every = parseCount(period);
  if (allowed === undefined || every === undefined) {
    return 'unreadable';
  }
  return allowed === '-1' ? 'none' : cpus(Number(allowed), every);
}

function cpus(quota: number, period: number): Limit {
  return quota > 0 && period > 0 ? quota / period : 'unreadable';
}

/** Bytes allowed by a `memory.max` (version 2) or `memory.limit_in_bytes` (version 1). */
export function parseMemoryLimit(text: string): Limit {
  if (text.trim() === 'max') {
    return 'none';
  }
  const bytes = parseCount(text);
  if (bytes === undefined || bytes === 0) {
    return 'unreadable';
  }
  return bytes >= HUGE ? 'none' : bytes;
}

/** A file that holds one number. */
export function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** One number of a file of `name number` lines, such as `cpu.stat` and `memory.stat`. */
export function parseNamedCount(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  // Not divided into lines: `memory.stat` has forty, and is read in each window.
  const line = text.startsWith(`${name} `) ? 0 : text.indexOf(`\n${name} `) + 1;
  if (line === 0 && !text.startsWith(`${name} `)) return undefined;
  const from = line + name.length + 1;
  const end = text.indexOf('\n', from);
  return parseCount(end < 0 ? text.slice(from) : text.slice(from, end));
}
