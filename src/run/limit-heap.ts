import { statSync } from 'node:fs';

/** A run with fewer tasks does not fill the heap, so nothing is limited: V8 refuses code that was compiled with other flags, Node's own too. */
const MANY_TASKS = 50;

/** Bytes. About as many tasks. */
const LARGE_JOURNAL = 200_000;

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
 */
function limitHeap(): void {
  setFlags(
    '--semi-space-growth-factor=1',
    '--heap-growing-percent=20',
    '--invocation-count-for-maglev=2000',
    '--no-parallel-scavenge',
    '--no-concurrent-array-buffer-sweeping',
    '--no-concurrent-recompilation',
  );
}

export function limitHeapForRun(tasks: number): void {
  if (tasks >= MANY_TASKS) limitHeap();
}

/** Before a mission file is read to be run. The path of one that may not exist. */
export function limitHeapForMission(path: string): void {
  if (sizeOf(path) >= LARGE_MISSION) limitHeap();
}

/** For what writes the documents of a whole journal. The path of one that may not exist. */
export function limitHeapForJournal(path: string): void {
  if (sizeOf(path) >= LARGE_JOURNAL) limitHeapForDocuments();
}

/**
 * Less strict, because nothing runs beside it. With 10,000 tasks, the peak is 0.27 GB instead of 0.38 GB, and collecting garbage takes 0.8 s
 * less than with the heap of a run.
 */
export function limitHeapForDocuments(): void {
  setFlags(
    '--semi-space-growth-factor=1',
    '--heap-growing-percent=150',
    '--no-parallel-scavenge',
    '--no-concurrent-array-buffer-sweeping',
  );
}

function setFlags(...flags: readonly string[]): void {
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
