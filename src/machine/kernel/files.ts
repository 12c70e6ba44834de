/*
 * This folder reads single files of the Linux kernel and parses them. Everything else in `machine` builds on it.
 *
 * `files.ts` is the edge to the file system, which tests replace with texts, and `kept-files.ts` keeps files open. `cpu-times.ts` parses /proc/stat and lists of CPUs,
 * `memory-info.ts` parses /proc/meminfo, and `units.ts` reads page size and clock ticks from the auxiliary vector.
 *
 * Invariants:
 * - A text that is malformed or incomplete gives `undefined`, never an exception. Only the units have defaults: 4 KiB and 100 ticks.
 * - Shares are computed as psutil computes them, because the thresholds of the gate were chosen for its figures.
 * - Reads block. This is meant for /proc and /sys, which never wait for a disk.
 *
 * Not here: control groups (`machine/cgroups`), processes (`machine/trees`), and when to measure (`sampler.ts`).
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** The file system as measurements read it; tests pass files in memory. No method throws. */
export interface Files {
  /** The whole file as text; undefined when it is missing or cannot be read. */
  text(path: string): string | undefined;
  /** At most its first 4096 bytes, valid until the next call; undefined when it is missing or cannot be read. */
  head(path: string): Uint8Array | undefined;
  /** Names in a folder; none when it is missing or cannot be read. */
  names(folder: string): readonly string[];
}

/** The real file system. Reads block: use it for /proc and /sys only, which never wait for a disk. */
export function createFiles(): Files {
  // One buffer for all files: a window reads one small file per process, and garbage collection would cost more than reading.
  const buffer = Buffer.allocUnsafe(4096);
  return {
    text: (path) => attempt(() => readFileSync(path, 'utf8')),
    head: (path) =>
      attempt(() => {
        const file = openSync(path, 'r');
        try {
          return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
        } finally {
          closeSync(file);
        }
      }),
    names: (folder) => attempt(() => readdirSync(folder)) ?? [],
  };
}

/** It is normal that a process ends between the listing and the reading: this is not an error. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
