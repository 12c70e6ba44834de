import { cpus, totalmem } from 'node:os';
import type { ControlGroupSearch } from './cgroups/folders.ts';
import { parseCpuTimes } from './kernel/cpu-times.ts';
import type { Files } from './kernel/files.ts';
import { type Pressures, readGroupPressure, readMachinePressure } from './measure/pressure.ts';
import type { LinuxSurvey } from './survey/linux.ts';
import { surveyMachine } from './this-machine.ts';

/** An amount that a percentage refers to. */
export interface Whole {
  /** The file that it is read from, or the library. */
  readonly source: string;
  /** CPUs or bytes. */
  readonly total: number;
}

/** What can be measured on a machine, and where it is read. */
export interface MeasurementSources {
  /** CPUs and bytes of the whole machine, including those that this process may not use. */
  readonly present: { readonly cpus: number; readonly memory: number };
  /** What the figures are shares of. The highest share decides; empty if there is no figure. */
  readonly cpu: readonly Whole[];
  readonly memory: readonly Whole[];
  /** Linux only. */
  readonly groups?: LinuxSurvey['groups'];
  /** Linux only: pressure of the machine and of our control group, if the kernel records it. */
  readonly pressure?: { readonly machine?: Pressures; readonly controlGroup?: Pressures };
}

/** What Node knows of the whole machine; tests pass another one. */
export interface SourcesHost {
  readonly platform: string;
  /** All CPUs of the machine; 0 if the system does not list them. */
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
}

export function readMeasurementSources(files: Files, host: SourcesHost = thisHost()): MeasurementSources {
  const survey = surveyMachine(files, host.platform);
  return survey === undefined ? portableSources(host) : linuxSources(files, survey, host);
}

function linuxSources(files: Files, { cpu, memory, groups }: LinuxSurvey, host: SourcesHost): MeasurementSources {
  const pressure = readPressure(files, groups.memory);
  return {
    present: {
      cpus: parseCpuTimes(files.text('/proc/stat') ?? '')?.cpus ?? host.cpus,
      memory: memory.machine ?? host.memory,
    },
    cpu: cpu.readable
      ? [...whole('/proc/stat', cpu.cpus), ...cpu.limits.map(({ file, cpus }) => ({ source: file, total: cpus }))]
      : [],
    memory: memory.readable
      ? [
          ...whole('/proc/meminfo', memory.machine),
          ...memory.limits.map(({ file, bytes }) => ({ source: file, total: bytes })),
        ]
      : [],
    groups,
    ...(pressure === undefined ? {} : { pressure }),
  };
}

function readPressure(files: Files, group: ControlGroupSearch): MeasurementSources['pressure'] {
  const machine = readMachinePressure(files);
  const controlGroup = readGroupPressure(files, group);
  if (machine === undefined && controlGroup === undefined) return undefined;
  return { ...(machine === undefined ? {} : { machine }), ...(controlGroup === undefined ? {} : { controlGroup }) };
}

function portableSources({ cpus, memory }: SourcesHost): MeasurementSources {
  const source = 'systeminformation';
  return { present: { cpus, memory }, cpu: whole(source, cpus > 0 ? cpus : undefined), memory: whole(source, memory) };
}

function whole(source: string, total: number | undefined): readonly Whole[] {
  return total === undefined ? [] : [{ source, total }];
}

function thisHost(): SourcesHost {
  return { platform: process.platform, cpus: cpus().length, memory: totalmem() };
}
