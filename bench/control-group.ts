import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { findControlGroup } from '../src/machine/cgroups/folders.ts';
import type { Command } from './command.ts';

/** A Linux control group with a memory limit. */
export interface ControlGroup {
  /** The same command, run inside the group. */
  inside(command: Command): Command;
  /** Number of processes that the kernel has killed in the group, groups inside it not included, because it was out of memory. */
  killed(): number;
  /** Makes a group inside this one. Remove it before this one. */
  group(memory: number): ControlGroup;
  /** Kills what still runs in the group, and removes it. */
  remove(): Promise<void>;
}

/**
 * Makes a control group below the group of this process.
 *
 * @param memory limit in bytes. Throws if the group cannot be made, which needs root or a delegated group.
 */
export function makeControlGroup(memory: number): ControlGroup {
  const [membership, mounts] = ['cgroup', 'mountinfo'].map((name) => readFileSync(`/proc/self/${name}`, 'utf8'));
  const group = findControlGroup(membership ?? '', mounts ?? '', 'memory');
  if (typeof group === 'string') throw new Error(`cannot make a control group for memory: ${group}`);
  return makeGroup(`${group.folders[0]}/mission-bench-${process.pid}`, memory, group.version);
}

function makeGroup(folder: string, memory: number, version: 1 | 2): ControlGroup {
  const [limit, counter] =
    version === 1 ? ['memory.limit_in_bytes', 'memory.oom_control'] : ['memory.max', 'memory.events.local'];
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
    group: (inner) => makeGroup(`${folder}/inner`, inner, version),
    remove: () => removeGroup(folder),
  };
}

/** Tries for five seconds, because a process that was just killed still counts as a member. */
async function removeGroup(folder: string): Promise<void> {
  for (let tries = 100; ; tries -= 1) {
    for (const pid of readFileSync(`${folder}/cgroup.procs`, 'utf8').split('\n')) kill(Number(pid));
    try {
      rmdirSync(folder);
      return;
    } catch (error) {
      if (tries === 0) throw error;
      await after(50);
    }
  }
}

function kill(pid: number): void {
  if (!(pid > 1)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since the list was read.
  }
}
