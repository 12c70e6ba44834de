/** Ticks since boot for each field of /proc/stat, added up over the CPUs in question. */
export interface CpuTimes {
  /** How many CPUs were added up. */
  readonly cpus: number;
  /** user, nice, system, idle, iowait, irq, softirq, steal. */
  readonly fields: readonly number[];
}

// The guest fields that follow are contained in user and nice already (proc(5)).
const FIELDS = 8;
const IDLE = 3;
const IO_WAIT = 4;

/**
 * Reads the `cpuN` lines of /proc/stat, of the allowed CPUs or of all. Undefined if there is none, if one is
 * malformed, or if all counters are zero, as in sandboxes that only imitate the file.
 */
export function parseCpuTimes(stat: string, allowed?: ReadonlySet<number>): CpuTimes | undefined {
  const fields = new Array<number>(FIELDS).fill(0);
  let cpus = 0;
  for (const match of stat.matchAll(/^cpu(\d+)[ \t]+(.*)$/gm)) {
    if (allowed !== undefined && !allowed.has(Number(match[1]))) {
      continue;
    }
    const values = (match[2] ?? '').trim().split(/\s+/).slice(0, FIELDS);
    if (values.length < IDLE + 1 || !values.every((value) => /^\d+$/.test(value))) {
      return undefined;
    }
    values.forEach((value, index) => {
      fields[index] = (fields[index] ?? 0) + Number(value);
    });
    cpus += 1;
  }
  return fields.some((value) => value > 0) ? { cpus, fields } : undefined;
}

/**
 * Busy share, 0 to 1, between two readings: (total - idle - iowait) / total, as psutil computes it. Undefined if no
 * time has passed or the number of CPUs has changed. A field that went backwards counts as unchanged: iowait does that on
 * real kernels.
 */
export function busyShare(before: CpuTimes, after: CpuTimes): number | undefined {
  if (before.cpus !== after.cpus) {
    return undefined;
  }
  let total = 0;
  let idle = 0;
  after.fields.forEach((value, index) => {
    const passed = Math.max(0, value - (before.fields[index] ?? 0));
    total += passed;
    if (index === IDLE || index === IO_WAIT) {
      idle += passed;
    }
  });
  return total > 0 ? (total - idle) / total : undefined;
}

/** Numbers of a list such as `0-3,8`, as in `Cpus_allowed_list`; undefined if it is malformed or empty. */
export function parseCpuList(list: string): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const part of list.trim().split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (match === null) {
      return undefined;
    }
    const last = Number(match[2] ?? match[1]);
    for (let number = Number(match[1]); number <= last; number += 1) {
      numbers.add(number);
    }
  }
  return numbers.size > 0 ? numbers : undefined;
}

/** The CPUs on which this process may run, from /proc/self/status; undefined if the file does not list them. */
export function parseAllowedCpus(status: string): ReadonlySet<number> | undefined {
  const list = /^Cpus_allowed_list:[ \t]*(\S+)/m.exec(status)?.[1];
  return list === undefined ? undefined : parseCpuList(list);
}
