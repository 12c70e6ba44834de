import type { Files } from '../kernel/files.ts';
import { type Limit, parseCfsQuota, parseCount, parseCpuMax, parseMemoryLimit, parseNamedCount } from './files.ts';
import type { ControlGroup } from './folders.ts';

/** A CPU quota above us, and the counter that is charged against it. */
export interface CpuLimit {
  /** Where it is set. */
  readonly file: string;
  readonly cpus: number;
  /** CPU seconds used so far under this limit, by us and by whoever shares it; undefined when it cannot be read. */
  readonly used: () => number | undefined;
}

/** A memory limit above us, and what is charged against it. */
export interface MemoryLimit {
  /** Where it is set. */
  readonly file: string;
  readonly bytes: number;
  /** Bytes in use under this limit without the cache that can be dropped; undefined when it cannot be read. */
  readonly used: () => number | undefined;
}

/** Limits of our control group and of those above it, and the limit files that made no sense. */
export interface Limits<Kind> {
  readonly limits: readonly Kind[];
  readonly unreadable: readonly string[];
}

/** Every CPU quota that applies to us. Each is kept with its own counter: which one is the tightest depends on the neighbours. */
export function findCpuLimits(files: Files, cpu: ControlGroup, accounting: ControlGroup | undefined): Limits<CpuLimit> {
  return collect(cpu.folders, (folder) => {
    const file = `${folder}/${cpu.version === 2 ? 'cpu.max' : 'cpu.cfs_quota_us'}`;
    const cpus = cpu.version === 2 ? readCpuMax(files, file) : readCfsQuota(files, folder, file);
    return {
      file,
      limit: typeof cpus === 'number' ? { file, cpus, used: cpuCounter(files, cpu, folder, accounting) } : cpus,
    };
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
  // the same processes: any other would show somebody else's use as ours.
  const path = pathInside(cpu, folder);
  const counter = accounting?.folders.find((candidate) => pathInside(accounting, candidate) === path);
  return () => (counter === undefined ? undefined : scale(parseCount(files.text(`${counter}/cpuacct.usage`)), 1e-9));
}

function pathInside(group: ControlGroup, folder: string): string {
  return folder.slice(group.folders.at(-1)?.length ?? 0);
}

/** Every memory limit that applies to us. */
export function findMemoryLimits(files: Files, memory: ControlGroup): Limits<MemoryLimit> {
  return collect(memory.folders, (folder) => {
    const file = `${folder}/${memory.version === 2 ? 'memory.max' : 'memory.limit_in_bytes'}`;
    const text = files.text(file);
    const own = text === undefined ? undefined : parseMemoryLimit(text);
    const bytes = memory.version === 2 ? own : tighter(own, readInheritedLimit(files, folder));
    return {
      file,
      limit:
        typeof bytes === 'number'
          ? {
              file: bytes === own ? file : `${folder}/memory.stat`,
              bytes,
              used: memoryCounter(files, memory.version, folder),
            }
          : bytes,
    };
  });
}

/** Version 1 tells the limits of folders above the mount point here, which are not visible to a container otherwise. */
function readInheritedLimit(files: Files, folder: string): Limit {
  const bytes = parseNamedCount(files.text(`${folder}/memory.stat`), 'hierarchical_memory_limit');
  return bytes === undefined ? 'none' : parseMemoryLimit(String(bytes));
}

function tighter(own: Limit | undefined, inherited: Limit): Limit | undefined {
  if (typeof inherited !== 'number' || own === undefined || own === 'unreadable') {
    return own;
  }
  return own === 'none' ? inherited : Math.min(own, inherited);
}

/** Counts as Kubernetes does (working set): cache that was not used lately is free for the asking. */
function memoryCounter(files: Files, version: 1 | 2, folder: string): () => number | undefined {
  const [current, inactive] =
    version === 2 ? ['memory.current', 'inactive_file'] : ['memory.usage_in_bytes', 'total_inactive_file'];
  return () => {
    const bytes = parseCount(files.text(`${folder}/${current}`));
    const cache = parseNamedCount(files.text(`${folder}/memory.stat`), inactive);
    return bytes === undefined || cache === undefined ? undefined : Math.max(0, bytes - cache);
  };
}

interface Found<Kind> {
  readonly file: string;
  readonly limit: Kind | 'none' | 'unreadable' | undefined;
}

function collect<Kind>(folders: readonly string[], find: (folder: string) => Found<Kind>): Limits<Kind> {
  const limits: Kind[] = [];
  const unreadable: string[] = [];
  for (const { file, limit } of folders.map(find)) {
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
