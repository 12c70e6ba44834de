import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findControlGroup } from '../../../src/machine/cgroups/folders.ts';
import { asRoot } from '../../as-root.ts';

/** The most that all processes in a container may use together. */
export interface Limits {
  /** CPUs; may be a fraction. */
  readonly cpus?: number;
  /** Bytes. */
  readonly memory?: number;
}

/** Control groups with limits, as a container has them. */
export interface Container {
  /** A program that starts Node with its arguments in the container. */
  readonly node: string;
  /** The number of processes in it that the kernel has killed because its memory was used up. */
  kills(): number;
  remove(): Promise<void>;
}

const PERIOD = 100_000;

/** Makes a container with this name, and its starter in `folder`. Throws if this is not allowed. */
export function makeContainer(name: string, limits: Limits, folder: string): Container {
  const made: string[] = [];
  const remove = async (): Promise<void> => {
    for (const path of made.toReversed()) await removeGroup(path);
  };
  try {
    if (limits.cpus !== undefined) {
      const quota = Math.round(limits.cpus * PERIOD);
      makeGroup('cpu', name, made, [
        [1, 'cpu.cfs_period_us', `${PERIOD}`],
        [1, 'cpu.cfs_quota_us', `${quota}`],
        [2, 'cpu.max', `${quota} ${PERIOD}`],
      ]);
      makeGroup('cpuacct', name, made, []);
    }
    const memory = limits.memory === undefined ? undefined : makeMemoryGroup(name, made, limits.memory);
    return {
      node: writeStarter(folder, name, made),
      kills: () => (memory === undefined ? 0 : countKills(memory)),
      remove,
    };
  } catch (error) {
    void remove();
    throw error;
  }
}

type Setting = readonly [version: 1 | 2, file: string, value: string];

function makeMemoryGroup(name: string, made: string[], bytes: number): string {
  const path = makeGroup('memory', name, made, [
    [1, 'memory.limit_in_bytes', `${bytes}`],
    [2, 'memory.max', `${bytes}`],
  ]);
  // With swap, a process that does not fit would become slow instead of being killed.
  for (const [file, value] of [
    ['memory.memsw.limit_in_bytes', `${bytes}`],
    ['memory.swap.max', '0'],
  ] as const) {
    if (existsSync(`${path}/${file}`)) put(`${path}/${file}`, value);
  }
  return path;
}

function makeGroup(controller: string, name: string, made: string[], settings: readonly Setting[]): string {
  const group = findControlGroup(
    readFileSync('/proc/self/cgroup', 'utf8'),
    readFileSync('/proc/self/mountinfo', 'utf8'),
    controller,
  );
  if (typeof group === 'string') throw new Error(`controller ${controller}: ${group}`);
  // In version 2, a group that contains processes, such as the current one, enables no controllers for the groups below it.
  const above = group.version === 1 ? group.folders[0] : group.folders.at(-1);
  const path = `${above}/${name}`;
  if (!made.includes(path)) {
    asRoot('mkdir', path);
    made.push(path);
  }
  for (const [version, file, value] of settings) {
    if (version === group.version) put(`${path}/${file}`, value);
  }
  return path;
}

/** Never creates the file: it is missing if the controller is not enabled, and the limit would have no effect. */
function put(file: string, value: string): void {
  asRoot('sh', '-c', 'test -e "$2" && printf %s "$1" > "$2"', 'sh', value, file);
}

/** The process enters the group before it becomes Node, so that all of its memory is charged there. */
function writeStarter(folder: string, name: string, groups: readonly string[]): string {
  const path = join(folder, `${name}.sh`);
  const enter = groups.map(
    (group) =>
      `echo $$ 2> /dev/null > "${group}/cgroup.procs" || sudo --non-interactive sh -c "echo $$ > '${group}/cgroup.procs'" || exit 99`,
  );
  writeFileSync(path, `#!/bin/sh\n${enter.join('\n')}\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  return path;
}

function countKills(path: string): number {
  const file = [`${path}/memory.events`, `${path}/memory.oom_control`].find(existsSync);
  const [, count] = /^oom_kill (\d+)$/m.exec(file === undefined ? '' : readFileSync(file, 'utf8')) ?? [];
  if (count === undefined) throw new Error(`expected a count of kills in ${path}, found none`);
  return Number(count);
}

/** Waits, because a process that was just killed may still count as a member. */
async function removeGroup(path: string): Promise<void> {
  for (let tries = 100; ; tries -= 1) {
    try {
      asRoot('rmdir', path);
      return;
    } catch (error) {
      if (tries === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
