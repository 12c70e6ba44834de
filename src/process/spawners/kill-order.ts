import { openSync, readSync, writeSync } from 'node:fs';

/** A step of a task, or a service, on which tasks depend. */
export type Role = 'task' | 'service';

/**
 * Points of oom_score_adj (proc_pid_oom_score_adj(5)) above our own; 1000 stands for all memory. When memory
 * runs out, the kernel kills the process with the most memory and points. Without points that could be the runner, if each
 * task is smaller, and every task and the journal would end with it.
 */
const POINTS: Readonly<Record<Role, number>> = { task: 500, service: 300 };

const HIGHEST = 1000;

/** Starts a child so that the kernel kills it before us. */
export type InKillOrder = <Child>(role: Role, start: () => Child) => Child;

/**
 * A child inherits the runner's value when it is forked, so that value is raised while `start` runs. Writing it
 * to the child afterwards would miss processes that the child has already forked. Neither raising nor restoring it needs a
 * privilege. If it cannot be written (other systems, a read-only /proc), children start without it.
 *
 * @param file absent: that of this process; tests pass another file
 */
export function createKillOrder(platform: NodeJS.Platform, file = '/proc/self/oom_score_adj'): InKillOrder {
  // Kept open: three system calls for each start instead of ten.
  let opened: number | undefined;
  return (role, start) => {
    if (platform === 'linux') opened ??= open(file);
    const own = opened === undefined ? undefined : read(opened);
    if (opened === undefined || own === undefined) return start();
    const raised = Math.min(HIGHEST, own + POINTS[role]);
    if (raised === own || !write(opened, raised)) return start();
    try {
      return start();
    } finally {
      write(opened, own);
    }
  };
}

function open(file: string): number | undefined {
  try {
    return openSync(file, 'r+');
  } catch {
    return undefined;
  }
}

const buffer = Buffer.alloc(16);

function read(file: number): number | undefined {
  try {
    const text = buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)).trim();
    return /^-?\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The kernel ignores blanks; in a file on disk, they cover what was there. */
function write(file: number, value: number): boolean {
  try {
    writeSync(file, String(value).padEnd(6), 0);
    return true;
  } catch {
    return false;
  }
}
