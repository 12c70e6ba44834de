/*
 * This folder finds out once, at the start of a run, what this Linux machine offers: CPUs, memory, and limits on both.
 *
 * `linux.ts` combines `cpu.ts` and `memory.ts`, which read the kernel (`machine/kernel`) and control groups (`machine/cgroups`). The
 * result says what later measurements have to read. `advice.ts` finds risks for `mission doctor`.
 *
 * Invariants:
 * - A survey reads files only. It starts no process and measures no usage.
 * - What cannot be read is left out or named, and does not stop a run.
 * - Limits may change during a run. A survey keeps where they are, and each measurement reads them again.
 *
 * Not here: usage (`machine/measure`), other systems (`machine/machine-facts.ts`), and texts for users (`terminal`).
 */
import { type ControlGroupSearch, controlGroupLocator } from '../cgroups/folders.ts';
import type { Files } from '../kernel/files.ts';
import { type CpuSurvey, surveyCpu } from './cpu.ts';
import { type MemorySurvey, surveyMemory } from './memory.ts';

/**
 * What this process may use of a Linux machine, and where its use is measured. Our control group is looked up once. Its limits are read
 * again in each window: a container can be resized while it runs.
 */
export interface LinuxSurvey {
  readonly cpu: CpuSurvey;
  readonly memory: MemorySurvey;
  /** The control groups in which the two controllers account for this process. */
  readonly groups: { readonly cpu: ControlGroupSearch; readonly memory: ControlGroupSearch };
  /** Such as `/proc, cgroup v2`; `none` if neither figure is available. */
  readonly source: string;
}

export function surveyLinux(files: Files): LinuxSurvey {
  const find = controlGroupLocator(files);
  const [cpuGroup, memoryGroup] = [find('cpu'), find('memory')];
  const cpu = surveyCpu(files, cpuGroup, find('cpuacct'));
  const memory = surveyMemory(files, memoryGroup);
  const versions = [cpuGroup, memoryGroup].flatMap((group) => (typeof group === 'string' ? [] : [group.version]));
  return {
    cpu,
    memory,
    groups: { cpu: cpuGroup, memory: memoryGroup },
    source:
      cpu.readable || memory.readable
        ? ['/proc', ...[...new Set(versions)].sort().map((version) => `cgroup v${version}`)].join(', ')
        : 'none',
  };
}
