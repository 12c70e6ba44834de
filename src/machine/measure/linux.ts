import type { MemoryLimit } from '../cgroups/limits.ts';
import { busyShare, type CpuTimes, parseCpuTimes } from '../kernel/cpu-times.ts';
import type { Files } from '../kernel/files.ts';
import { parseMemoryInfo, usedShare } from '../kernel/memory-info.ts';
import type { LinuxSurvey } from '../survey/linux.ts';
import { figuresOf, highestShare, type Measure, toPercent } from './figures.ts';

/** CPU counters at one moment. */
interface Counters {
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly machine: CpuTimes | undefined;
  /** The quotas of that moment; undefined if one of them could not be read. */
  readonly quotas: readonly Quota[] | undefined;
}

interface Quota {
  readonly file: string;
  readonly cpus: number;
  /** CPU seconds. */
  readonly used: number | undefined;
}

/**
 * Measures a Linux machine from /proc and its control groups, synchronously. `now` gives monotonic milliseconds.
 *
 * Both figures are the highest of the machine's own share and of every container limit's share. The share of a limit shows
 * when this process would be throttled or killed. The share of the machine shows when other processes fill CPUs and
 * memory: a limit reserves nothing. A launch needs headroom under both, and the nearer one decides.
 */
export function createLinuxMeasure(files: Files, survey: LinuxSurvey, now: () => number): Measure {
  let before: Counters | undefined;
  return (done) => {
    const after = readCounters(files, survey, now());
    const cpu = before === undefined || !survey.cpu.readable ? undefined : cpuShare(before, after, survey);
    before = after;
    done(figuresOf(toPercent(cpu), usedMemory(files, survey)));
  };
}

function readCounters(files: Files, survey: LinuxSurvey, at: number): Counters {
  const machine =
    survey.cpu.cpus === undefined ? undefined : parseCpuTimes(files.text('/proc/stat') ?? '', survey.cpu.allowed);
  const quotas = survey.cpu.readLimits()?.map(({ file, cpus, used }) => ({ file, cpus, used: used() }));
  return { at, machine, quotas };
}

function cpuShare(before: Counters, after: Counters, survey: LinuxSurvey): number | undefined {
  if (before.quotas === undefined || after.quotas === undefined) return undefined;
  const seconds = (after.at - before.at) / 1000;
  const ofQuotas = after.quotas.flatMap((quota) => {
    const earlier = before.quotas?.find(({ file }) => file === quota.file);
    // A quota that was set within the window counts from the next window on.
    return earlier === undefined ? [] : [quotaShare(quota, earlier.used, seconds)];
  });
  if (survey.cpu.cpus === undefined) {
    return highestShare(ofQuotas);
  }
  const ofMachine =
    before.machine === undefined || after.machine === undefined ? undefined : busyShare(before.machine, after.machine);
  return highestShare([ofMachine, ...ofQuotas]);
}

function quotaShare({ cpus, used }: Quota, before: number | undefined, seconds: number): number | undefined {
  // A counter that went backwards was reset or belongs to another group: it does not describe this window.
  return before === undefined || used === undefined || used < before || seconds <= 0
    ? undefined
    : (used - before) / (cpus * seconds);
}

/** Used percent of the usable memory, now; undefined if it is not known. */
export function usedMemory(files: Files, survey: LinuxSurvey): number | undefined {
  return toPercent(memoryShare(files, survey));
}

function memoryShare(files: Files, survey: LinuxSurvey): number | undefined {
  if (!survey.memory.readable) return undefined;
  const limits = survey.memory.readLimits();
  if (limits === undefined) return undefined;
  const ofLimits = limits.map(limitShare);
  if (survey.memory.machine === undefined) {
    return highestShare(ofLimits);
  }
  const machine = parseMemoryInfo(files.text('/proc/meminfo') ?? '');
  return highestShare([machine === undefined ? undefined : usedShare(machine), ...ofLimits]);
}

function limitShare({ bytes, used }: MemoryLimit): number | undefined {
  const inUse = used();
  return inUse === undefined ? undefined : inUse / bytes;
}
