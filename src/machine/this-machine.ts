import { createFiles, type Files } from './kernel/files.ts';
import { readKernelUnits } from './kernel/units.ts';
import type { Measure } from './measure/figures.ts';
import { createLinuxMeasure, usedMemory } from './measure/linux.ts';
import { createPortableMeasure, portableOptions } from './measure/portable.ts';
import { type LinuxSurvey, surveyLinux } from './survey/linux.ts';
import { createUsageMeter, noMeter, type UsageMeter } from './trees/usage-meter.ts';

/** The survey of a Linux that has /proc; undefined on any other system, which is measured through a library. */
export function surveyMachine(files: Files, platform: string): LinuxSurvey | undefined {
  return platform === 'linux' && files.names('/proc').length > 0 ? surveyLinux(files) : undefined;
}

/** How the machine is measured that this runs on. */
export interface MachineMeasure {
  readonly measure: Measure;
  /** Used percent of the memory at this moment; undefined where it cannot be told, or not at once. */
  memory(): number | undefined;
}

/** `now` gives monotonic milliseconds. */
export function measureThisMachine(now: () => number): MachineMeasure {
  const files = createFiles();
  const survey = surveyMachine(files, process.platform);
  if (survey === undefined) return { measure: createPortableMeasure(portableOptions()), memory: () => undefined };
  return {
    measure: createLinuxMeasure(files, survey, now),
    memory: () => usedMemory(files, survey),
  };
}

/**
 * Measures process trees on this machine; without /proc there are no figures of single tasks. `idOf` reads the mark of
 * this run in the environment of a process, `now` gives monotonic milliseconds.
 */
export function meterThisMachine(idOf: (pid: number) => string | undefined, now: () => number): UsageMeter {
  const files = createFiles();
  if (process.platform !== 'linux') return noMeter;
  return createUsageMeter({ files, units: readKernelUnits(files), now, cpuTime, idOf });
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
