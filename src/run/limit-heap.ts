import { statSync } from 'node:fs';

/** A run with fewer tasks does not fill the heap, so nothing is limited: with any flag set, V8 refuses the compiled code that Node brings. */
const MANY_TASKS = 50;

/** Bytes. About as many tasks. */
const LARGE_JOURNAL = 200_000;

/** Bytes. About 4,000 written tasks. */
const LARGE_TEXT = 200_000;

/** Bytes. To read more would let the heap grow to several times what the run needs, and V8 keeps most of that to the end. */
const LARGE_MISSION = 20_000;

/**
 * Keeps the heap small and compiles less. A run produces much short-lived garbage, and its own speed hardly matters: by default, V8 doubles
 * the young generation repeatedly and lets the old generation grow by half before it collects it. With 1,000 tasks, the peak is
 * 106 MB instead of 134 MB, and the runner uses at most 2 % more CPU.
 *
 * By default, V8 also optimizes each function after 400 calls: with 1,000 tasks nearly every function of a run, in 0.6 s of CPU on other
 * threads, which the tasks need. And it divides each collection of the young generation among threads: to wake them and to wait for them
 * takes longer than the megabyte takes on one. What is still optimized is so on the main thread: with 600 tasks that takes a twentieth less CPU, and
 * while tasks wait, most wakes of the process were those of other threads.
 *
 * While tasks wait, V8 by default also collects the whole heap twice to give memory back: after 8 s, or 8, 16 or 24 s later if it was less idle than that
 * then. With 50 tasks, this took 0.05 s of CPU on five threads and gave back 1.5 MB. It left a smaller young generation, which is collected more often.
 */
const ofRuns: readonly Limit[] = [
  { to: '--semi-space-growth-factor=1', from: '--semi-space-growth-factor=2' },
  { to: '--heap-growing-percent=20', from: '--heap-growing-percent=0' },
  { to: '--invocation-count-for-maglev=2000', from: '--invocation-count-for-maglev=400' },
  { to: '--no-parallel-scavenge', from: '--parallel-scavenge' },
  { to: '--no-concurrent-array-buffer-sweeping', from: '--concurrent-array-buffer-sweeping' },
  { to: '--no-concurrent-recompilation', from: '--concurrent-recompilation' },
  ...limitsOfReducer(process.versions.v8),
];

/** Node 20 has V8 11, which does not know the flag: it would print an error in each run. */
export function limitsOfReducer(version: string): readonly Limit[] {
  if (Number.parseInt(version, 10) < 12) return [];
  return [{ to: '--memory-reducer-gc-count=0', from: '--memory-reducer-gc-count=2' }];
}

/** What a run with fewer tasks needs is mostly what Node and the program need. */
const VERY_MANY_TASKS = 2_000;

/**
 * V8 optimizes on four threads, each with a few megabytes that the C library keeps. With 10,000 tasks, the peak is 20 MB lower, and the runner
 * uses no more CPU. A run with fewer tasks keeps it, because looking for secrets in large logs takes a tenth less with it.
 */
const optimizer: Limit = { to: '--no-opt', from: '--opt' };

/** While the mission is read, and when a run ends: most of what is compiled then is not called again, and the faster compiler needs such memory too. */
const ofBursts: readonly Limit[] = [optimizer, ...limitsOfMaglev(process.versions.v8)];

/** Node 20 and 22 turn this compiler off by default: to lift the limit would turn it on. */
export function limitsOfMaglev(version: string): readonly Limit[] {
  return Number.parseInt(version, 10) < 13 ? [] : [{ to: '--no-maglev', from: '--maglev' }];
}

/** Before a mission file is read to be run. The path of one that may not exist. */
export function limitHeapForMission(path: string): void {
  if (sizeOf(path) >= LARGE_MISSION) limit([...ofRuns, ...ofBursts]);
}

/** Before the first task starts, when all that was needed only to read the mission is garbage. */
export function limitHeapForRun(tasks: number): void {
  lift(ofBursts);
  if (tasks >= MANY_TASKS) limit(ofRuns);
  if (tasks < VERY_MANY_TASKS) return;
  limit([optimizer]);
  compactLargeHeap(tasks);
}

/** When the last task has ended, before the verdict and the documents are made. */
export function limitHeapForEnd(tasks: number): void {
  if (tasks >= MANY_TASKS) limit(ofBursts);
  compactLargeHeap(tasks);
}

/**
 * In a run with very many tasks, collects all garbage and moves what is left together, so that whole pages return to the system. V8 by itself keeps them: of
 * 100 MB after reading 10,000 tasks, 61 MB remain. Takes 30 ms then, and 80 ms at the end. Before the two largest documents, too: each makes 20 to
 * 30 MB of garbage faster than V8 marks it, and after it, as much is in use as before. Not in `report` and `merge`, which would take a quarter more CPU for 20 MB.
 */
export function compactLargeHeap(tasks: number): void {
  if (tasks < VERY_MANY_TASKS) return;
  setFlags(['--expose-gc']);
  const collect: unknown = process.getBuiltinModule?.('node:vm').runInNewContext('globalThis.gc');
  setFlags(['--no-expose-gc']);
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** For the plan of a large mission. The path of one that may not exist. */
export function enlargeHeapForPlan(path: string): void {
  if (sizeOf(path) >= LARGE_TEXT) limit(ofPlans);
}

/**
 * Not a limit: a plan ends within seconds, and keeps nearly all that it makes of a large file. So the young generation grows to 16 MB at once, and not
 * in steps before each of which everything is copied. The plan of 100,000 tasks takes 2 % less time and 3 % more memory.
 */
const ofPlans: readonly Limit[] = [{ to: '--semi-space-growth-factor=16', from: '--semi-space-growth-factor=2' }];

/** For what writes the documents of a whole journal. The path of one that may not exist. */
export function limitHeapForJournal(path: string): void {
  if (sizeOf(path) >= LARGE_JOURNAL) limit(ofDocuments);
}

/**
 * Less strict, because nothing runs beside it. With 10,000 tasks, the peak is 0.27 GB instead of 0.38 GB, and collecting garbage takes 0.8 s
 * less than with the heap of a run.
 */
const ofDocuments: readonly Limit[] = [
  { to: '--semi-space-growth-factor=1', from: '--semi-space-growth-factor=2' },
  { to: '--heap-growing-percent=150', from: '--heap-growing-percent=0' },
  { to: '--no-parallel-scavenge', from: '--parallel-scavenge' },
  { to: '--no-concurrent-array-buffer-sweeping', from: '--concurrent-array-buffer-sweeping' },
];

export function limitHeapForDocuments(): void {
  limit(ofDocuments);
}

/**
 * Loads code without the limits: V8 accepts compiled code only with the flags that it was compiled with, and small and large runs use the same.
 *
 * @returns what `load` returns
 */
export async function withoutLimits<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  // Code is loaded in a later turn of the promises. Without this line, the caller would start its tasks without limits meanwhile, and the young
  // generation would grow from 1 to 16 MB, which V8 keeps to the end.
  await undefined;
  setFlags(limits.map(({ from }) => from));
  try {
    return await load();
  } finally {
    setFlags(limits.map(({ to }) => to));
  }
}

/**
 * Reads a large mission without the compiler that optimizes most: what it makes of the parser and of the checks is thrown away repeatedly, and reading
 * ends before it pays. The plan of 10,000 written tasks takes 4 % less time and an eighth less CPU.
 *
 * @param path of the mission file; one that may not exist
 * @returns what `read` returns
 */
export async function withoutOptimizer<Read>(path: string, read: () => Promise<Read>): Promise<Read> {
  if (sizeOf(path) < LARGE_TEXT) return read();
  setFlags(['--no-opt']);
  try {
    return await read();
  } finally {
    setFlags(['--opt']);
  }
}

/** A flag of V8 with its limit, and with its default in Node 24. With another default, the compiled code of a large run is not kept. */
interface Limit {
  readonly to: string;
  readonly from: string;
}

let limits: readonly Limit[] = [];

function limit(wanted: readonly Limit[]): void {
  // First, because compiled code is kept when the process ends.
  if (limits.length === 0) process.prependOnceListener('exit', () => setFlags(limits.map(({ from }) => from)));
  limits = [...new Set([...limits, ...wanted])];
  setFlags(wanted.map(({ to }) => to));
}

function lift(wanted: readonly Limit[]): void {
  const lifted = wanted.filter((one) => limits.includes(one));
  limits = limits.filter((one) => !lifted.includes(one));
  setFlags(lifted.map(({ from }) => from));
}

function setFlags(flags: readonly string[]): void {
  if (flags.length === 0) return;
  // Loaded only here, because it loads all kinds of streams. Node has this function from 20.16 on.
  const v8: typeof import('node:v8') | undefined = process.getBuiltinModule?.('node:v8');
  for (const flag of flags) v8?.setFlagsFromString(flag);
}

/** 0 if that cannot be known. Reading the file will say why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
