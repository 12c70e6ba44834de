import { mountAt } from '../cgroups/folders.ts';
import type { Files } from '../kernel/files.ts';

/**
 * Memory problems that can occur here although the figures are right, one sentence each. Only for `mission doctor`: most
 * runs are not affected.
 *
 * @param temporary absolute folder for temporary files
 */
export function memoryAdvice(files: Files, temporary: string): readonly string[] {
  return [...inMemory(files, temporary), ...stoppedByInit(files), ...alreadyFirst(files)];
}

/** Pages of a tmpfs belong to the group of the process that wrote them first, and to no process. */
function inMemory(files: Files, folder: string): readonly string[] {
  const mount = mountAt(files.text('/proc/self/mountinfo') ?? '', folder);
  return mount?.type === 'tmpfs'
    ? [`files in ${folder} are kept in memory (tmpfs): they count as used memory, but not for any task`]
    : [];
}

/** systemd stops the whole unit when the kernel has killed one of its processes; the runner only sees a SIGTERM. */
function stoppedByInit(files: Files): readonly string[] {
  const unit = /\/([^/\n]+\.service)$/m.exec(files.text('/proc/self/cgroup') ?? '')?.[1];
  return unit === undefined
    ? []
    : [
        `this is the systemd unit ${unit}: if a task runs out of memory, systemd stops the whole unit with SIGTERM; set OOMPolicy=continue to let the mission continue`,
      ];
}

/** As in a Kubernetes pod without requests. Tasks cannot get a higher value, so they are not killed before the runner. */
function alreadyFirst(files: Files): readonly string[] {
  return files.text('/proc/self/oom_score_adj')?.trim() === '1000'
    ? [
        'oom_score_adj of this process is 1000, the highest: if memory runs out, the kernel may kill it before its tasks',
      ]
    : [];
}
