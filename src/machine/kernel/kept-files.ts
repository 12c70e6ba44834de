import { closeSync, openSync, readSync } from 'node:fs';
import type { Files } from './files.ts';

/** Bytes at first. It grows when a file does not fit, such as /proc/stat of a machine with hundreds of CPUs. */
const BUFFER = 16_384;

/** Bytes. The kernel returns a file of many records, such as /proc/vmstat, page by page, and no record is as long as half a page. */
const HALF_PAGE = 2_048;

/** Descriptors at most. A deep control group of version 2 has six files at each level. */
const MOST_OPEN = 100;

/** Files of one process: its descriptor would outlive it. */
const OF_PROCESS = /^\/proc\/(\d|self\/)/;

/**
 * Keeps the files of the machine and of control groups open that are read as a whole in each window: one system call instead of four, and a third of the
 * time. The kernel makes their content when they are read from their start.
 */
export function keepOpen(files: Files): Files {
  let buffer = Buffer.allocUnsafe(BUFFER);
  const open = new Map<string, number>();

  function text(path: string): string | undefined {
    if (OF_PROCESS.test(path)) return files.text(path);
    const kept = open.get(path);
    if (kept !== undefined) {
      const read = readWhole(kept);
      if (read !== undefined) return read;
      // For example, the control group was removed, and perhaps another one has its name.
      open.delete(path);
      closeSync(kept);
    }
    if (open.size >= MOST_OPEN) return files.text(path);
    try {
      const file = openSync(path, 'r');
      open.set(path, file);
      return readWhole(file);
    } catch {
      return undefined;
    }
  }

  /** Undefined if it cannot be read. */
  function readWhole(file: number): string | undefined {
    try {
      let length = readSync(file, buffer, 0, buffer.length, 0);
      for (let more = length; more >= HALF_PAGE; length += more) {
        if (length === buffer.length) buffer = Buffer.concat([buffer], 2 * length);
        more = readSync(file, buffer, length, buffer.length - length, length);
      }
      return buffer.toString('utf8', 0, length);
    } catch {
      return undefined;
    }
  }

  return { ...files, text };
}
