import type { Measure } from './figures.ts';
import { createFiles, type Files } from './files.ts';
import { readKernelUnits } from './kernel-units.ts';
import { createLinuxMeasure } from './linux-measure.ts';
import { type LinuxSurvey, surveyLinux } from './linux-survey.ts';
import { createPortableMeasure, portableOptions } from './portable-measure.ts';
import { createUsageMeter, noMeter, type UsageMeter } from './usage-meter.ts';

/** The survey of a Linux that has /proc; undefined on any other system, which is measured through a library. */
export function surveyMachine(files: Files, platform: string): LinuxSurvey | undefined {
  return platform === 'linux' && files.names('/proc').length > 0 ? surveyLinux(files) : undefined;
}

/** Measures the machine that this runs on. `now` gives monotonic milliseconds. */
export function measureThisMachine(now: () => number): Measure {
  const files = createFiles();
  const survey = surveyMachine(files, process.platform);
  return survey === undefined ? createPortableMeasure(portableOptions()) : createLinuxMeasure(files, survey, now);
}

/**
 * Measures process trees on this machine; without /proc there are no figures of single tasks. `idOf` reads the mark of
 * this run in the environment of a process, `now` gives monotonic milliseconds.
 */
export function meterThisMachine(idOf: (pid: number) => string | undefined, now: () => number): UsageMeter {
  const files = createFiles();
  if (process.platform !== 'linux') return noMeter;
  return createUsageMeter({ files, units: readKernelUnits(files), now, idOf });
}
