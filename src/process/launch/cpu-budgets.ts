import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { errorText } from '../../base/error-code.ts';
import { parseAllowedCpus, parseCpuList } from '../../machine/kernel/cpu-times.ts';
import { chooseCpus, cpuMask } from './cpu-set.ts';

/** The CPU budgets of the steps that run now. */
export interface CpuBudgets {
  /** Takes CPUs for a step of a task; replaces those that the task holds. Never throws. */
  take(id: string, wanted: number): CpuBudget;
  /** Does nothing if the task holds none. */
  release(id: string): void;
}

export interface CpuBudget {
  /** The number wanted, or that of all CPUs that the mission may use if these are fewer. */
  readonly cpus: number;
  /** Restricts a program and what it starts to the CPUs of the budget; absent: nothing to restrict, or not possible here. */
  readonly affinity?: Affinity;
}

export interface Affinity {
  /** Path of the program taskset(1). */
  readonly taskset: string;
  /** Hexadecimal. */
  readonly mask: string;
}

/** What budgets need of the machine. */
export interface CpuSystem {
  readonly platform: NodeJS.Platform;
  /** The CPUs that this process may use now; undefined if the system does not say. */
  readonly allowed: () => ReadonlySet<number> | undefined;
  /** How many CPUs there are where `allowed` is undefined. */
  readonly count: () => number;
  /** The path of taskset; undefined if it is not installed. */
  readonly findTaskset: () => string | undefined;
  /** Starts a program under this affinity. Returns what went wrong, or undefined. */
  readonly tryAffinity: (affinity: Affinity) => string | undefined;
}

/**
 * @param notice is called with a sentence if a budget cannot be kept, at most once for each reason
 */
export function createCpuBudgets(system: CpuSystem, notice: (message: string) => void): CpuBudgets {
  const held = new Map<string, readonly number[]>();
  const noticed = new Set<string>();
  let taskset: Taskset | undefined;

  function noticeOnce(reason: string, message: string): void {
    if (noticed.has(reason)) return;
    noticed.add(reason);
    notice(message);
  }

  function affinityFor(id: string, wanted: number, allowed: ReadonlySet<number> | undefined): Affinity | undefined {
    taskset ??= findTaskset(system, allowed);
    if (taskset.type === 'unusable' || allowed === undefined) {
      noticeOnce('affinity', taskset.type === 'unusable' ? taskset.message : onlyVariables('it cannot be read here'));
      return undefined;
    }
    held.delete(id);
    const cpus = chooseCpus(allowed, held.values(), wanted);
    held.set(id, cpus);
    return { taskset: taskset.path, mask: cpuMask(cpus) };
  }

  return {
    take: (id, wanted) => {
      const allowed = system.platform === 'linux' ? system.allowed() : undefined;
      const available = Math.max(1, allowed?.size ?? system.count());
      if (wanted > available) {
        noticeOnce(
          'count',
          `\`cpus\` of ${id}: expected at most ${available}, the CPUs that this mission may use, found ${wanted}; the task may use all of them`,
        );
      }
      if (wanted >= available) {
        held.delete(id);
        return { cpus: available };
      }
      const affinity = affinityFor(id, wanted, allowed);
      return { cpus: wanted, ...(affinity === undefined ? {} : { affinity }) };
    },
    release: (id) => {
      held.delete(id);
    },
  };
}

type Taskset =
  | { readonly type: 'usable'; readonly path: string }
  | { readonly type: 'unusable'; readonly message: string };

/** Tried with all CPUs once: where a sandbox forbids it, or BusyBox knows only 64 CPUs, no task must fail of it. */
function findTaskset(system: CpuSystem, allowed: ReadonlySet<number> | undefined): Taskset {
  const unusable = (reason: string): Taskset => ({ type: 'unusable', message: onlyVariables(reason) });
  if (system.platform !== 'linux') return unusable('it is only set on Linux');
  if (allowed === undefined) return unusable('/proc/self/status does not name the CPUs of this process');
  const path = system.findTaskset();
  if (path === undefined) return unusable('the program taskset is not in PATH; install util-linux');
  const problem = system.tryAffinity({ taskset: path, mask: cpuMask(allowed) });
  return problem === undefined ? { type: 'usable', path } : unusable(`${path} failed: ${problem}`);
}

function onlyVariables(reason: string): string {
  return `\`cpus\` sets only variables such as GOMAXPROCS in this run, and no CPU affinity: ${reason}`;
}

/** This machine. */
export function cpuSystem(platform: NodeJS.Platform, find: () => string | undefined): CpuSystem {
  return {
    platform,
    allowed: () => {
      const allowed = parseAllowedCpus(read('/proc/self/status'));
      // The list also names CPUs that are not plugged in. A set of these alone could not be applied.
      const online = parseCpuList(read('/sys/devices/system/cpu/online'));
      if (allowed === undefined || online === undefined) return allowed;
      const usable = new Set([...allowed].filter((cpu) => online.has(cpu)));
      return usable.size === 0 ? allowed : usable;
    },
    count: availableParallelism,
    findTaskset: find,
    tryAffinity: ({ taskset, mask }) => {
      const { error, status, stderr } = spawnSync(taskset, [mask, 'true'], { encoding: 'utf8', timeout: 10_000 });
      if (error !== undefined) return errorText(error);
      return status === 0 ? undefined : stderr.trim() || `exit code ${status}`;
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
