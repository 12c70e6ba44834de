import { readFileSync, writeFileSync } from 'node:fs';

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
  return (role, start) => {
    const own = platform === 'linux' ? read(file) : undefined;
    const raised = own === undefined ? undefined : Math.min(HIGHEST, own + POINTS[role]);
    if (own === undefined || raised === own || !write(file, raised)) return start();
    try {
      return start();
    } finally {
      write(file, own);
    }
  };
}

function read(file: string): number | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^-?\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function write(file: string, value: number | undefined): boolean {
  try {
    writeFileSync(file, String(value));
    return true;
  } catch {
    return false;
  }
}
