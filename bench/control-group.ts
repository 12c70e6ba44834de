import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { findControlGroup } from '../src/machine/cgroups/folders.ts';
import type { Command } from './command.ts';

/** A control group of Linux below our own, with a limit of memory. */
export interface ControlGroup {
  /** The same command, inside. */
  inside(command: Command): Command;
  /** How many processes the kernel has killed there for want of memory. */
  killed(): number;
  remove(): void;
}

/** Throws where it cannot be made: that needs root, or a group of one's own. */
export function makeControlGroup(memory: number): ControlGroup {
  const [membership, mounts] = ['cgroup', 'mountinfo'].map((name) => readFileSync(`/proc/self/${name}`, 'utf8'));
  const group = findControlGroup(membership ?? '', mounts ?? '', 'memory');
  if (typeof group === 'string') throw new Error(`no control group for memory here: ${group}`);
  const folder = `${group.folders[0]}/mission-bench-${process.pid}`;
  const [limit, counter] =
    group.version === 1 ? ['memory.limit_in_bytes', 'memory.oom_control'] : ['memory.max', 'memory.events'];
  mkdirSync(folder);
  try {
    writeFileSync(`${folder}/${limit}`, String(memory), { flag: 'r+' });
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return {
    inside: (command) => ({
      ...command,
      program: 'sh',
      arguments: ['-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', folder, command.program, ...command.arguments],
    }),
    killed: () => Number(/^oom_kill (\d+)$/m.exec(readFileSync(`${folder}/${counter}`, 'utf8'))?.[1] ?? 0),
    remove: () => rmdirSync(folder),
  };
}
