import { cpus, freemem, totalmem } from 'node:os';
import { type Amount, constraintsOf, nameAmounts } from './constraints.ts';
import { type Figures, figuresOf, type Measure, toPercent } from './figures.ts';

/** The part of `systeminformation` that is used. */
export interface LoadLibrary {
  currentLoad(): Promise<{
    readonly currentLoad: number;
    readonly rawCurrentLoad: number;
    readonly rawCurrentLoadIdle: number;
  }>;
  mem(): Promise<{ readonly total: number; readonly available: number; readonly buffcache: number }>;
}

export interface PortableOptions {
  /** As `process.platform`. */
  readonly platform: string;
  /** Loads the library; called when something is measured for the first time. */
  readonly load: () => Promise<LoadLibrary>;
  /** Number of CPUs of the machine; 0 if the system lists none. */
  readonly cpus: () => number;
  readonly memory: () => { readonly total: number; readonly free: number };
}

/**
 * Measures macOS, Windows, and a Linux without /proc. The library compares with its previous call, and repeats the
 * figure of that call within 200 ms: windows must be longer, and calls must not overlap.
 */
export function createPortableMeasure(options: PortableOptions): Measure {
  let library: Promise<LoadLibrary> | undefined;
  let calls = 0;
  return (done) => {
    library ??= options.load();
    calls += 1;
    // The first figure of the library is an average since boot, not of a window.
    const first = calls === 1;
    library
      .then((loads) => Promise.all([readCpu(loads), readMemory(loads, options)]))
      .then(([load, memory]) => toFigures(first ? undefined : load, memory, options.cpus()))
      .catch(() => ({}))
      .then(done);
  };
}

/** The machine is the only constraint: the library does not see limits of containers. */
function toFigures(load: number | undefined, memory: Amount | undefined, cpus: number): Figures {
  const groups = new Map<string, Amount>();
  const cpu = load === undefined || cpus === 0 ? undefined : { capacity: cpus, used: load * cpus };
  const constraints = constraintsOf(
    nameAmounts(
      { groups, ...(cpu === undefined ? {} : { machine: cpu }) },
      { groups, ...(memory === undefined ? {} : { machine: memory }) },
    ),
  );
  const used = memory?.used === undefined ? undefined : memory.used / memory.capacity;
  return figuresOf(toPercent(load), toPercent(used), constraints);
}

/** The busy share of all CPUs, 0 to 1. */
async function readCpu(library: LoadLibrary): Promise<number | undefined> {
  const { currentLoad, rawCurrentLoad, rawCurrentLoadIdle } = await library.currentLoad();
  // If the system lists no CPUs, the library computes a load of zero from a time of zero.
  const isKnown = rawCurrentLoad + rawCurrentLoadIdle > 0 && !Number.isNaN(currentLoad);
  return isKnown ? Math.min(1, Math.max(0, currentLoad / 100)) : undefined;
}

async function readMemory(library: LoadLibrary, options: PortableOptions): Promise<Amount | undefined> {
  if (options.platform === 'win32') {
    // The library's `mem()` starts a PowerShell every time, for a page file that is not needed here; its figures of the
    // memory itself are these.
    const { total, free } = options.memory();
    return total > 0 ? { capacity: total, used: total - free } : undefined;
  }
  const { total, available, buffcache } = await library.mem();
  // If `vm_stat` fails on macOS, the library returns only the free pages, which are few on a healthy machine. A cache of
  // zero shows this.
  const failed = total <= 0 || (options.platform === 'darwin' && buffcache <= 0);
  return failed ? undefined : { capacity: total, used: total - available };
}

/** Options for this machine. The library is loaded only when it is needed: loading takes 30 ms, which Linux does not need. */
export function portableOptions(): PortableOptions {
  return {
    platform: process.platform,
    load: () => import('systeminformation'),
    cpus: () => cpus().length,
    memory: () => ({ total: totalmem(), free: freemem() }),
  };
}
