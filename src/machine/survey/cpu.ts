import { describeCpus } from '../cgroups/amounts.ts';
import type { ControlGroup, ControlGroupSearch } from '../cgroups/folders.ts';
import { type CpuLimit, findCpuLimits, type Limits } from '../cgroups/limits.ts';
import { parseAllowedCpus, parseCpuTimes } from '../kernel/cpu-times.ts';
import type { Files } from '../kernel/files.ts';

/** Which CPUs this process may use, and how their use can be measured. */
export interface CpuSurvey {
  /** CPUs on which this process may run, quotas aside; absent without a usable /proc/stat. */
  readonly cpus?: number;
  /** All CPUs of the machine; absent without a usable /proc/stat. */
  readonly present?: number;
  /** Which lines of /proc/stat count; absent: all. */
  readonly allowed?: ReadonlySet<number>;
  /** Quotas below the machine's CPUs, when the survey was taken. */
  readonly limits: readonly CpuLimit[];
  /** The same now; undefined if one of them cannot be parsed. */
  readonly readLimits: () => readonly CpuLimit[] | undefined;
  /** False when no figure can be given. */
  readonly readable: boolean;
  /** Facts that limit or degrade the measurement, one sentence each. */
  readonly notes: readonly string[];
  /** Facts that a user has to know at the start of a run, one sentence each. */
  readonly warnings: readonly string[];
}

export function surveyCpu(files: Files, group: ControlGroupSearch, accounting: ControlGroupSearch): CpuSurvey {
  const stat = files.text('/proc/stat') ?? '';
  const all = parseCpuTimes(stat)?.cpus;
  // The list also names CPUs that are not present, and in containers with an imitated /proc/stat it can name those of the
  // host: only CPUs that both files name count, or all if the files have none in common.
  const affinity = parseAllowedCpus(files.text('/proc/self/status') ?? '');
  const shared = affinity === undefined ? undefined : parseCpuTimes(stat, affinity)?.cpus;
  const narrowed = affinity !== undefined && shared !== undefined && shared !== all;
  const find = () => findLimits(files, group, accounting);
  const applying = (found: Limits<CpuLimit>) => found.limits.filter(({ cpus }) => all === undefined || cpus < all);
  const found = find();
  const limits = applying(found);
  const obstacles = [
    ...found.unreadable.map((file) => `${file} cannot be parsed`),
    ...(limits.some(({ used }) => used() === undefined) ? ["the use of the container's CPU quota cannot be read"] : []),
    ...(all === undefined && limits.length === 0 ? ['/proc/stat is missing or cannot be parsed'] : []),
  ];
  return {
    ...(all === undefined ? {} : { cpus: narrowed ? shared : all, present: all }),
    ...(narrowed ? { allowed: affinity } : {}),
    limits,
    readLimits: () => {
      const now = find();
      return now.unreadable.length > 0 ? undefined : applying(now);
    },
    readable: obstacles.length === 0,
    notes: [
      ...(limits.length > 0 ? [`CPU quota of the container: ${describeQuota(limits, all)}`] : []),
      ...(narrowed ? [`CPU affinity: ${shared} of the machine's ${all} CPUs`] : []),
      ...(obstacles.length > 0
        ? [`no CPU reading here (${obstacles.join('; ')}): the gate falls back to workers and declared loads`]
        : []),
      ...(obstacles.length === 0 && all === undefined
        ? ["CPU is the use of the container's quota only: /proc/stat is missing or cannot be parsed"]
        : []),
    ],
    warnings:
      group === 'unseen'
        ? ['CPU quota of the container, if any: unseen, because no mount shows the control group of this process']
        : [],
  };
}

function findLimits(files: Files, group: ControlGroupSearch, accounting: ControlGroupSearch): Limits<CpuLimit> {
  return typeof group === 'string'
    ? { limits: [], unreadable: [] }
    : findCpuLimits(files, group, foundOrAbsent(accounting));
}

function foundOrAbsent(search: ControlGroupSearch): ControlGroup | undefined {
  return typeof search === 'string' ? undefined : search;
}

function describeQuota(limits: readonly CpuLimit[], all: number | undefined): string {
  const tightest = describeCpus(Math.min(...limits.map(({ cpus }) => cpus)));
  return all === undefined ? tightest : `${tightest} of the machine's ${all}`;
}
