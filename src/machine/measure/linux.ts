import { busyShare, type CpuTimes, parseCpuTimes } from '../kernel/cpu-times.ts';
import type { Files } from '../kernel/files.ts';
import type { LinuxSurvey } from '../survey/linux.ts';
import { type Amount, type Amounts, constraintsOf, type NamedAmounts, nameAmounts, sharesOf } from './constraints.ts';
import { type Figures, figuresOf, highestShare, type Measure, toPercent } from './figures.ts';
import { memoryAmounts } from './memory.ts';

/** CPU counters at one moment. */
interface Counters {
  /** Milliseconds, monotonic. */
  readonly at: number;
  readonly machine: CpuTimes | undefined;
  /** The quotas of that moment; undefined if one of them could not be read. */
  readonly quotas: readonly Quota[] | undefined;
}

interface Quota {
  readonly group: string;
  readonly cpus: number;
  /** CPU seconds. */
  readonly used: number | undefined;
}

/**
 * Measures a Linux machine from /proc and its control groups, synchronously. `now` gives monotonic milliseconds.
 *
 * Both percentages are the highest of the machine's own share and of every container limit's share. The share of a limit shows
 * when this process would be throttled or killed. The share of the machine shows when other processes fill CPUs and
 * memory: a limit reserves nothing. A launch needs headroom under both, so the constraints have all of them.
 */
export function createLinuxMeasure(files: Files, survey: LinuxSurvey, now: () => number): Measure {
  let before: Counters | undefined;
  return (done) => {
    const after = readCounters(files, survey, now());
    const cpu = cpuAmounts(before, after, survey);
    before = after;
    done(toFigures(cpu, memoryAmounts(files, survey.memory)));
  };
}

/** Used percent of the usable memory now, and the constraints with their memory alone. They have the same names as in a window. */
export function measureMemory(files: Files, survey: LinuxSurvey): Figures {
  return toFigures(cpuCapacities(survey), memoryAmounts(files, survey.memory));
}

/** The constraints now, with the CPUs that they allow but without CPU use, which only a window has. */
export function readCapacities(files: Files, survey: LinuxSurvey): readonly NamedAmounts[] {
  return nameAmounts(cpuCapacities(survey), memoryAmounts(files, survey.memory));
}

function cpuCapacities({ cpu }: LinuxSurvey): Amounts {
  const limits = cpu.readLimits() ?? [];
  return cpuAmountsOf(
    cpu.cpus,
    undefined,
    limits.map(({ group, cpus }) => [group, { capacity: cpus, used: undefined }]),
  );
}

function toFigures(cpu: Amounts, memory: Amounts): Figures {
  const [usedCpu, usedMemory] = [cpu, memory].map((amounts) => toPercent(highestShare(sharesOf(amounts))));
  return figuresOf(usedCpu, usedMemory, constraintsOf(nameAmounts(cpu, memory)));
}

function readCounters(files: Files, survey: LinuxSurvey, at: number): Counters {
  const machine =
    survey.cpu.cpus === undefined ? undefined : parseCpuTimes(files.text('/proc/stat') ?? '', survey.cpu.allowed);
  const quotas = survey.cpu.readLimits()?.map(({ group, cpus, used }) => ({ group, cpus, used: used() }));
  return { at, machine, quotas };
}

/** CPUs used on average between two moments. No use is known if there was no earlier moment, or if the quotas of one are not known. */
function cpuAmounts(before: Counters | undefined, after: Counters, { cpu }: LinuxSurvey): Amounts {
  const isKnown = cpu.readable && before?.quotas !== undefined && after.quotas !== undefined;
  const seconds = (after.at - (before?.at ?? after.at)) / 1000;
  const groups = (after.quotas ?? []).flatMap((quota): [string, Amount][] => {
    const earlier = before?.quotas?.find(({ group }) => group === quota.group);
    // A quota that was set within the window counts from the next window on.
    if (isKnown && earlier === undefined) return [];
    const used = isKnown ? usedOf(quota, earlier?.used, seconds) : undefined;
    return [[quota.group, { capacity: quota.cpus, used }]];
  });
  return cpuAmountsOf(cpu.cpus, isKnown ? busyCpus(before.machine, after.machine) : undefined, groups);
}

function cpuAmountsOf(
  capacity: number | undefined,
  used: number | undefined,
  groups: readonly (readonly [string, Amount])[],
): Amounts {
  return { ...(capacity === undefined ? {} : { machine: { capacity, used } }), groups: new Map(groups) };
}

function busyCpus(before: CpuTimes | undefined, after: CpuTimes | undefined): number | undefined {
  const share = before === undefined || after === undefined ? undefined : busyShare(before, after);
  return share === undefined || after === undefined ? undefined : share * after.cpus;
}

function usedOf({ used }: Quota, before: number | undefined, seconds: number): number | undefined {
  // A counter that went backwards was reset or belongs to another group: it does not describe this window.
  return before === undefined || used === undefined || used < before || seconds <= 0
    ? undefined
    : (used - before) / seconds;
}
