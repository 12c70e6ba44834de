import type { CpuLimit, MemoryLimit } from '../cgroups/limits.ts';
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
  /** CPU seconds, one per limit of the survey. */
  readonly used: readonly (number | undefined)[];
}

/**
 * Measures a Linux machine from /proc and its control groups, synchronously. `now` gives monotonic milliseconds.
 *
 * Both figures are the highest of the machine's own share and of every container limit's share. The limit's share tells
 * when we would be throttled or killed; the machine's tells when others fill the CPUs and the memory that our limit only
 * promises us a part of. A launch needs room under both, and the nearer one decides.
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
  return { at, machine, used: survey.cpu.limits.map(({ used }) => used()) };
}

function cpuShare(before: Counters, after: Counters, survey: LinuxSurvey): number | undefined {
  const seconds = (after.at - before.at) / 1000;
  const ofLimits = survey.cpu.limits.map((limit, index) =>
    quotaShare(limit, before.used[index], after.used[index], seconds),
  );
  if (survey.cpu.cpus === undefined) {
    return highestShare(ofLimits);
  }
  const ofMachine =
    before.machine === undefined || after.machine === undefined ? undefined : busyShare(before.machine, after.machine);
  return highestShare([ofMachine, ...ofLimits]);
}

function quotaShare(
  limit: CpuLimit,
  before: number | undefined,
  after: number | undefined,
  seconds: number,
): number | undefined {
  // A counter that went backwards is another group's, or was reset: it tells nothing about this window.
  return before === undefined || after === undefined || after < before || seconds <= 0
    ? undefined
    : (after - before) / (limit.cpus * seconds);
}

/** Used percent of the memory we may use, now; undefined where it cannot be told. */
export function usedMemory(files: Files, survey: LinuxSurvey): number | undefined {
  return toPercent(memoryShare(files, survey));
}

function memoryShare(files: Files, survey: LinuxSurvey): number | undefined {
  if (!survey.memory.readable) return undefined;
  const ofLimits = survey.memory.limits.map(limitShare);
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
