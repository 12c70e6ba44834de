import { type ControlGroupSearch, findControlGroup } from '../cgroups/folders.ts';
import type { Files } from '../kernel/files.ts';
import { type CpuSurvey, surveyCpu } from './cpu.ts';
import { type MemorySurvey, surveyMemory } from './memory.ts';

/** What a Linux machine lets us use and where that is measured. Taken once: limits that change later are not followed. */
export interface LinuxSurvey {
  readonly cpu: CpuSurvey;
  readonly memory: MemorySurvey;
  /** Where the two controllers account for us. */
  readonly groups: { readonly cpu: ControlGroupSearch; readonly memory: ControlGroupSearch };
  /** Such as `/proc, cgroup v2`; `none` when neither figure can be given. */
  readonly source: string;
}

export function surveyLinux(files: Files): LinuxSurvey {
  const memberships = files.text('/proc/self/cgroup') ?? '';
  const mounts = files.text('/proc/self/mountinfo') ?? '';
  const find = (controller: string) => findControlGroup(memberships, mounts, controller);
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
