import { describeBytes } from '../cgroups/amounts.ts';
import type { ControlGroupSearch } from '../cgroups/folders.ts';
import { findMemoryLimits, type Limits, type MemoryLimit } from '../cgroups/limits.ts';
import type { Files } from '../kernel/files.ts';
import { parseMemoryInfo } from '../kernel/memory-info.ts';

/** How much memory this process may use, and how its use can be measured. */
export interface MemorySurvey {
  /** Bytes of the machine; absent without a usable /proc/meminfo. */
  readonly machine?: number;
  /** Limits below the machine's memory, when the survey was taken. */
  readonly limits: readonly MemoryLimit[];
  /** The same now; undefined if one of them cannot be parsed. */
  readonly readLimits: () => readonly MemoryLimit[] | undefined;
  /** False when no figure can be given. */
  readonly readable: boolean;
  /** Facts that limit or degrade the measurement, one sentence each. */
  readonly notes: readonly string[];
  /** Facts that a user has to know at the start of a run, one sentence each. */
  readonly warnings: readonly string[];
}

export function surveyMemory(files: Files, group: ControlGroupSearch): MemorySurvey {
  const machine = parseMemoryInfo(files.text('/proc/meminfo') ?? '')?.total;
  const find = () => (typeof group === 'string' ? { limits: [], unreadable: [] } : findMemoryLimits(files, group));
  const applying = (found: Limits<MemoryLimit>) =>
    found.limits.filter(({ bytes }) => machine === undefined || bytes < machine);
  const found = find();
  const limits = applying(found);
  const obstacles = [
    ...found.unreadable.map((file) => `${file} cannot be parsed`),
    ...(limits.some(({ used }) => used() === undefined) ? ["the container's use of memory cannot be read"] : []),
    ...(machine === undefined && limits.length === 0 ? ['/proc/meminfo is missing or cannot be parsed'] : []),
  ];
  return {
    ...(machine === undefined ? {} : { machine }),
    limits,
    readLimits: () => {
      const now = find();
      return now.unreadable.length > 0 ? undefined : applying(now);
    },
    readable: obstacles.length === 0,
    notes: [
      ...(limits.length > 0 ? [`memory limit of the container: ${describeLimit(limits, machine)}`] : []),
      ...(obstacles.length > 0
        ? [`no memory reading here (${obstacles.join('; ')}): the gate falls back to workers and declared loads`]
        : []),
      ...(obstacles.length === 0 && machine === undefined
        ? ["memory is the use of the container's limit only: /proc/meminfo is missing or cannot be parsed"]
        : []),
    ],
    warnings: [
      ...(group === 'unseen'
        ? ['memory limit of the container, if any: unseen, because no mount shows the control group of this process']
        : []),
      ...killedAsGroup(files, group),
    ],
  };
}

/** Version 2, as Kubernetes sets it up: if one task uses too much, the kernel kills all other tasks and the runner too. */
function killedAsGroup(files: Files, group: ControlGroupSearch): readonly string[] {
  const folders = typeof group === 'string' || group.version === 1 ? [] : group.folders;
  return folders
    .map((folder) => `${folder}/memory.oom.group`)
    .filter((file) => files.text(file)?.trim() === '1')
    .map((file) => `${file} is 1: if memory runs out, the kernel kills all tasks and Mission Runner together`);
}

function describeLimit(limits: readonly MemoryLimit[], machine: number | undefined): string {
  const lowest = describeBytes(Math.min(...limits.map(({ bytes }) => bytes)));
  return machine === undefined ? lowest : `${lowest} of the machine's ${describeBytes(machine)}`;
}
