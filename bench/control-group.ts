import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { findControlGroup } from '../src/machine/cgroups/folders.ts';
import type { Command } from './command.ts';

/** A Linux control group with a memory limit, below the group of this process. */
export interface ControlGroup {
  /** The same command, run inside the group. */
  inside(command: Command): Command;
  /** Number of processes that the kernel has killed in the group because it was out of memory. */
  killed(): number;
  remove(): void;
}

/** @param memory limit in bytes. Throws if the group cannot be made, which needs root or a delegated group. */
export function makeControlGroup(memory: number): ControlGroup {
  const [membership, mounts] = ['cgroup', 'mountinfo'].map((name) => readFileSync(`/proc/self/${name}`, 'utf8'));
  const group = findControlGroup(membership ?? '', mounts ?? '', 'memory');
  if (typeof group === 'string') throw new Error(`cannot make a control group for memory: ${group}`);
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
