/*
 * This folder finds the control groups of this process, and the CPU and memory limits that apply to it.
 *
 * `folders.ts` locates the group of a controller in /proc/self/cgroup and /proc/self/mountinfo. `limits.ts` collects the limits of
 * that group and of the groups above it. `files.ts` parses the files in which they are written.
 *
 * Invariants:
 * - Version 1 and version 2 are both read. A controller is only ever in one of them.
 * - A mount that does not show our own group is never used: its files would be those of the host.
 * - A limit that exists but cannot be read is reported as such, and never taken for no limit.
 *
 * Not here: how much of a limit is used (`machine/measure`), and the facts that a run records (`machine/survey`).
 */
import type { Files } from '../kernel/files.ts';
import { type Limit, parseCfsQuota, parseCount, parseCpuMax, parseMemoryLimit, parseNamedCount } from './files.ts';
import type { ControlGroup } from './folders.ts';

/** A CPU quota that applies to this process, and the counter that is charged against it. */
export interface CpuLimit {
  /** Where it is set. */
  readonly file: string;
  /** Path of the control group below the mount point; empty for the mount point itself. The same group has it in every controller. */
  readonly group: string;
  readonly cpus: number;
  /** CPU seconds that all processes under this limit have used so far; undefined if it cannot be read. */
  readonly used: () => number | undefined;
}

/** A memory limit that applies to this process, and what is charged against it. */
export interface MemoryLimit {
  /** Where it is set. */
  readonly file: string;
  /** As in `CpuLimit`. */
  readonly group: string;
  readonly bytes: number;
  /** Bytes in use under this limit that cannot be reclaimed; undefined if it cannot be read. */
  readonly used: () => number | undefined;
  /** Bytes in use including those that can be reclaimed: never less than `used`, and cheaper to read. */
  readonly charged: () => number | undefined;
}

/** Limits of our control group and of those above it, and the limit files that could not be parsed. */
export interface Limits<Kind> {
  readonly limits: readonly Kind[];
  readonly unreadable: readonly string[];
}

/**
 * Finds every CPU quota that applies to this process. Each is kept with its own counter: which one is the tightest depends on the
 * processes that share it.
 */
export function findCpuLimits(files: Files, cpu: ControlGroup, accounting: ControlGroup | undefined): Limits<CpuLimit> {
  return collect(cpu.folders, (folder) => {
    const file = `${folder}/${cpu.version === 2 ? 'cpu.max' : 'cpu.cfs_quota_us'}`;
    const cpus = cpu.version === 2 ? readCpuMax(files, file) : readCfsQuota(files, folder, file);
    if (typeof cpus !== 'number') return [{ file, limit: cpus }];
    const used = cpuCounter(files, cpu, folder, accounting);
    return [{ file, limit: { file, group: pathInside(cpu, folder), cpus, used } }];
  });
}

function readCpuMax(files: Files, file: string): Limit | undefined {
  const text = files.text(file);
  return text === undefined ? undefined : parseCpuMax(text);
}

function readCfsQuota(files: Files, folder: string, file: string): Limit | undefined {
  const quota = files.text(file);
  return quota === undefined ? undefined : parseCfsQuota(quota, files.text(`${folder}/cpu.cfs_period_us`) ?? '');
}

function cpuCounter(
  files: Files,
  cpu: ControlGroup,
  folder: string,
  accounting: ControlGroup | undefined,
): () => number | undefined {
  if (cpu.version === 2) {
    return () => scale(parseNamedCount(files.text(`${folder}/cpu.stat`), 'usage_usec'), 1e-6);
  }
  // Version 1 counts in another controller, which may be mounted elsewhere, but only the folder of the same path counts
  // the same processes: any other would show the use of unrelated processes.
  const path = pathInside(cpu, folder);
  const counter = accounting?.folders.find((candidate) => pathInside(accounting, candidate) === path);
  return () => (counter === undefined ? undefined : scale(parseCount(files.text(`${counter}/cpuacct.usage`)), 1e-9));
}

function pathInside(group: ControlGroup, folder: string): string {
  return folder.slice(group.folders.at(-1)?.length ?? 0).replace(/^\//, '');
}

/**
 * Finds every memory limit that applies to this process. At `memory.high` (version 2) the kernel does not kill, but slows
 * all processes down so much that they make no progress: it limits a run as much as `memory.max`, and the nearer one counts.
 */
export function findMemoryLimits(files: Files, memory: ControlGroup): Limits<MemoryLimit> {
  return collect(memory.folders, (folder) => {
    const limits =
      memory.version === 2
        ? ['memory.high', 'memory.max'].map((name) => readMemoryLimit(files, `${folder}/${name}`))
        : [readLegacyMemoryLimit(files, folder)];
    const group = pathInside(memory, folder);
    const counters = memoryCounters(files, memory.version, folder);
    return limits.map(({ file, limit }) => ({
      file,
      limit: typeof limit === 'number' ? { file, group, bytes: limit, ...counters } : limit,
    }));
  });
}

interface FoundLimit {
  readonly file: string;
  readonly limit: Limit | undefined;
}

function readMemoryLimit(files: Files, file: string): FoundLimit {
  const text = files.text(file);
  return { file, limit: text === undefined ? undefined : parseMemoryLimit(text) };
}

/** Version 1 also states the limits of groups above the mount point, whose files a container cannot see. */
function readLegacyMemoryLimit(files: Files, folder: string): FoundLimit {
  const own = readMemoryLimit(files, `${folder}/memory.limit_in_bytes`);
  const file = `${folder}/memory.stat`;
  const inherited = parseNamedCount(files.text(file), 'hierarchical_memory_limit');
  const limit = inherited === undefined ? 'none' : parseMemoryLimit(String(inherited));
  if (typeof limit !== 'number' || own.limit === undefined || own.limit === 'unreadable') return own;
  return own.limit === 'none' || limit < own.limit ? { file, limit } : own;
}

/** In `memory.stat`: page cache and kernel memory that the kernel drops before it refuses memory. */
const RECLAIMABLE = {
  1: ['total_inactive_file', 'total_active_file'],
  2: ['inactive_file', 'active_file', 'slab_reclaimable'],
} as const;

/**
 * What is in use and cannot be reclaimed, as MemAvailable counts for the whole machine. A file that was read twice is
 * "active" cache, with which any build fills a container; files on a tmpfs (shmem) are not in these figures and
 * count as used. Version 1 does not say how much kernel memory could be reclaimed: there it counts as used.
 */
function memoryCounters(files: Files, version: 1 | 2, folder: string): Pick<MemoryLimit, 'used' | 'charged'> {
  const current = `${folder}/${version === 2 ? 'memory.current' : 'memory.usage_in_bytes'}`;
  const charged = () => parseCount(files.text(current));
  const used = () => {
    const bytes = charged();
    const stat = files.text(`${folder}/memory.stat`);
    const [first, ...more] = RECLAIMABLE[version].map((name) => parseNamedCount(stat, name));
    // Every kernel states the inactive cache. Other kinds that a kernel does not state count as used.
    if (bytes === undefined || first === undefined) return undefined;
    return Math.max(
      0,
      more.reduce<number>((left, count) => left - (count ?? 0), bytes - first),
    );
  };
  return { charged, used };
}

interface Found<Kind> {
  readonly file: string;
  readonly limit: Kind | 'none' | 'unreadable' | undefined;
}

function collect<Kind>(folders: readonly string[], find: (folder: string) => readonly Found<Kind>[]): Limits<Kind> {
  const limits: Kind[] = [];
  const unreadable: string[] = [];
  for (const { file, limit } of folders.flatMap(find)) {
    if (limit === 'unreadable') {
      unreadable.push(file);
    } else if (limit !== undefined && limit !== 'none') {
      limits.push(limit);
    }
  }
  return { limits, unreadable };
}

function scale(count: number | undefined, factor: number): number | undefined {
  return count === undefined ? undefined : count * factor;
}
