import { parseNamedCount } from '../../machine/cgroups/files.ts';
import { locateControlGroup } from '../../machine/cgroups/folders.ts';
import { createFiles, type Files } from '../../machine/kernel/files.ts';

/** Processes that the kernel had killed for memory at one moment; undefined where it does not tell. */
export type OutOfMemoryMark = number | undefined;

/**
 * Whether the kernel killed for memory between two moments. A kill signal alone proves nothing: anybody may send one.
 *
 * The counter is that of our control group, which all tasks share: it tells that somebody in it was killed, not who. So
 * it belongs to a task only if that task also died of a kill that was not ours.
 */
export interface OutOfMemoryWatch {
  /** The file that is asked, such as `/sys/fs/cgroup/memory.events`; undefined where the kernel has no such counter. */
  readonly source: string | undefined;
  /** Costs one read of a small file: 0.01 ms in a control group, 0.08 ms where /proc/vmstat has to be asked. */
  mark(): OutOfMemoryMark;
  /** False where it cannot be known. The kernel counts before the process dies, so this may be asked at its exit. */
  happenedSince(mark: OutOfMemoryMark): boolean;
}

export function createOutOfMemoryWatch(files: Files = createFiles()): OutOfMemoryWatch {
  const counter = findCounter(files);
  const mark = () => counter?.read();
  return {
    source: counter?.path,
    mark,
    happenedSince: (before) => {
      const now = before === undefined ? undefined : mark();
      return before !== undefined && now !== undefined && now > before;
    },
  };
}

interface Counter {
  readonly path: string;
  readonly read: () => number | undefined;
}

/**
 * Our own group comes first, for the machine's counter in /proc/vmstat also counts what happens to neighbours in other
 * containers. Where the controller is not enabled for our group, version 2 charges and counts in the nearest one above.
 */
function findCounter(files: Files): Counter | undefined {
  const group = locateControlGroup(files, 'memory');
  const places =
    typeof group === 'string'
      ? []
      : group.folders.map((folder) => `${folder}/${group.version === 2 ? 'memory.events' : 'memory.oom_control'}`);
  for (const path of [...places, '/proc/vmstat']) {
    const read = () => parseKills(files.text(path));
    if (read() !== undefined) return { path, read };
  }
  return undefined;
}

/**
 * Kills in the text of memory.events (cgroup v2), memory.oom_control (v1) or /proc/vmstat: all write `oom_kill NUMBER`,
 * since Linux 4.13. Version 2 also counts groups that were killed as a whole; both only grow, so their sum tells a change.
 */
export function parseKills(text: string | undefined): number | undefined {
  const processes = parseNamedCount(text, 'oom_kill');
  return processes === undefined ? undefined : processes + (parseNamedCount(text, 'oom_group_kill') ?? 0);
}
