/*
 * Measures the machine and what runs on it: CPU and memory for the gate, and the usage of each task for the reports.
 *
 * Data flow: `survey/` finds out once what we may use and where that is measured (`kernel/` reads /proc, `cgroups/` the control
 * groups). `measure/` turns counters into constraints and percentages, once a window, for `sampler.ts`; `memory-watch.ts`
 * looks at the memory in between. `rest.ts` and `rest-length.ts` decide what need not be measured while nothing happens. `trees/` adds up the
 * processes of each task.
 * `machine-facts.ts` and `measurement-sources.ts` describe the result for the journal and for `mission doctor`.
 *
 * Invariants:
 * - A figure that is not known is absent, never zero: the gate must not open because a file could not be read.
 * - Of several limits (the machine, each control group above us) the one that is nearest to being used up counts.
 * - Memory that the kernel can reclaim is free. Limits are read again in each window; their location is looked up once.
 * - Limits that cannot be seen are reported as unseen. Those of another group never stand in for them.
 * - Reads block. That is right for /proc and /sys, which never wait for a disk, and for nothing else.
 * - Measuring costs less than 0.5 % of one core with 50 sleeping tasks; expensive readings (`trees/shared-pages.ts`) have a budget.
 *
 * Not done here: decisions (`schedule`), stopping processes (`process/trees`), and systems without /proc beyond what
 * `systeminformation` gives.
 */
import type { MemoryNow } from '../schedule/events/reading.ts';
import { createFiles, type Files } from './kernel/files.ts';
import { keepOpen } from './kernel/kept-files.ts';
import { readKernelUnits } from './kernel/units.ts';
import type { Measure } from './measure/figures.ts';
import { createLinuxMeasure, measureMemory } from './measure/linux.ts';
import { createMemoryLook, keepLimits, type LookAtMemory } from './measure/memory.ts';
import { createPortableMeasure, portableOptions } from './measure/portable.ts';
import { type LinuxSurvey, surveyLinux } from './survey/linux.ts';
import { openStatFiles } from './trees/stat-files.ts';
import { createUsageMeter, noMeter, type UsageMeter } from './trees/usage-meter.ts';

/** The survey of a Linux that has /proc; undefined on any other system, which is measured through a library. */
export function surveyMachine(files: Files, platform: string): LinuxSurvey | undefined {
  // Not by a list of /proc, for which the kernel visits every process.
  return platform === 'linux' && files.names('/proc/self').length > 0 ? surveyLinux(files) : undefined;
}

/** The survey and each measurement read the same files again and again: kept open, that is one system call for each instead of four. */
const machineFiles = keepOpen(createFiles());
let surveyed: { readonly survey: LinuxSurvey | undefined } | undefined;

/** The survey of this machine, made once in a process: where usage and limits are read does not change. */
export function surveyThisMachine(): LinuxSurvey | undefined {
  surveyed ??= { survey: surveyMachine(machineFiles, process.platform) };
  return surveyed.survey;
}

/** Measures the machine that this process runs on. */
export interface MachineMeasure {
  readonly measure: Measure;
  /** Milliseconds. A shorter window has no reliable CPU figure. */
  readonly shortest: number;
  /** The memory in use now, without CPU; undefined if it cannot be read synchronously. */
  memory(): MemoryNow | undefined;
  /** Absent if memory cannot be read synchronously. */
  readonly look?: LookAtMemory;
  /** CPUs of the machine, including those that the mission may not use. Absent if they are not known. */
  readonly cpus?: number;
}

/** Milliseconds. The counters of Linux advance in ticks of 10 ms. */
const SHORTEST = 100;

/** Milliseconds. The library repeats its previous figure if it is called again within 200 ms. */
const SHORTEST_PORTABLE = 250;

/** `now` gives monotonic milliseconds. */
export function measureThisMachine(now: () => number): MachineMeasure {
  const files = machineFiles;
  const survey = surveyThisMachine();
  if (survey === undefined) {
    const measure = createPortableMeasure(portableOptions());
    return { measure, shortest: SHORTEST_PORTABLE, memory: () => undefined };
  }
  const limits = keepLimits(survey.memory, now);
  return {
    shortest: SHORTEST,
    measure: createLinuxMeasure(files, { ...survey, memory: { ...survey.memory, readLimits: limits.read } }, now),
    memory: () => measureMemory(files, survey),
    look: createMemoryLook(files, survey.memory, limits.recent),
    ...(survey.cpu.present === undefined ? {} : { cpus: survey.cpu.present }),
  };
}

/**
 * Measures process trees on this machine; without /proc there are no figures of single tasks. `idOf` reads the mark of
 * this run in the environment of a process, `now` gives monotonic milliseconds, and `cpus` is the number that the mission may use.
 */
export function meterThisMachine(
  idOf: (pid: number) => string | undefined,
  now: () => number,
  cpus: number,
  spawners: () => readonly number[] = () => [],
): UsageMeter {
  const files = keepOpen(createFiles());
  if (process.platform !== 'linux') return noMeter;
  return createUsageMeter({
    files,
    stats: openStatFiles(),
    units: readKernelUnits(files),
    cpus,
    now,
    cpuTime,
    idOf,
    spawners,
  });
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
