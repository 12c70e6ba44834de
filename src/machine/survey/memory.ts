import type { ControlGroupSearch } from '../cgroups/folders.ts';
import { findMemoryLimits, type MemoryLimit } from '../cgroups/limits.ts';
import type { Files } from '../kernel/files.ts';
import { parseMemoryInfo } from '../kernel/memory-info.ts';

/** How much memory we may use and how its use can be measured. */
export interface MemorySurvey {
  /** Bytes of the machine; absent without a usable /proc/meminfo. */
  readonly machine?: number;
  /** Limits below the machine's memory. */
  readonly limits: readonly MemoryLimit[];
  /** False when no figure can be given. */
  readonly readable: boolean;
  /** What limits or degrades the measurement, one sentence each. */
  readonly notes: readonly string[];
}

export function surveyMemory(files: Files, group: ControlGroupSearch): MemorySurvey {
  const machine = parseMemoryInfo(files.text('/proc/meminfo') ?? '')?.total;
  const found = typeof group === 'string' ? { limits: [], unreadable: [] } : findMemoryLimits(files, group);
  const limits = found.limits.filter(({ bytes }) => machine === undefined || bytes < machine);
  const obstacles = [
    ...found.unreadable.map((file) => `${file} makes no sense`),
    ...(limits.some(({ used }) => used() === undefined) ? ["the container's use of memory cannot be read"] : []),
    ...(machine === undefined && limits.length === 0 ? ['/proc/meminfo is missing or makes no sense'] : []),
  ];
  return {
    ...(machine === undefined ? {} : { machine }),
    limits,
    readable: obstacles.length === 0,
    notes: [
      ...(group === 'unseen'
        ? ['memory limit of the container, if any: unknown, its control group is not visible here']
        : []),
      ...(limits.length > 0 ? [`memory limit of the container: ${describeLimit(limits, machine)}`] : []),
      ...(obstacles.length > 0
        ? [`no memory reading here (${obstacles.join('; ')}): the gate falls back to workers and declared loads`]
        : []),
      ...(obstacles.length === 0 && machine === undefined
        ? ["memory is the use of the container's limit only: /proc/meminfo is missing or makes no sense"]
        : []),
    ],
  };
}

function describeLimit(limits: readonly MemoryLimit[], machine: number | undefined): string {
  const lowest = formatBytes(Math.min(...limits.map(({ bytes }) => bytes)));
  return machine === undefined ? lowest : `${lowest} of the machine's ${formatBytes(machine)}`;
}

/** Such as `512 MB` and `1.5 GB`, in the powers of 1024 that control groups are set in. */
function formatBytes(bytes: number): string {
  const [amount, unit] = bytes < 2 ** 30 ? [bytes / 2 ** 20, 'MB'] : [bytes / 2 ** 30, 'GB'];
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}
