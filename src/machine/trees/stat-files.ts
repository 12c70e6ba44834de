import { closeSync, openSync, readSync } from 'node:fs';
import type { Files } from '../kernel/files.ts';

/** Reads /proc/PID/stat of processes that are looked at in each window, and /proc/self/stat. No method throws. */
export interface StatFiles {
  /** The text, valid until the next call; undefined if the process has ended or cannot be read. */
  read(pid: number | 'self'): Uint8Array | undefined;
  /** The process has ended, or is not looked at again. */
  close(pid: number): void;
}

/** Descriptors that stay open at most. A process has at least 1,024, and each step takes some while it starts. */
const MOST_OPEN = 400;

/**
 * Keeps the files open: reading again from a descriptor takes half the CPU time of opening, reading and closing. A descriptor belongs to one
 * process. If that has ended, a read fails, also after another process has got the same pid.
 */
export function openStatFiles(): StatFiles {
  const buffer = Buffer.allocUnsafe(4096);
  const open = new Map<number | 'self', number>();

  function close(pid: number | 'self'): void {
    const file = open.get(pid);
    if (file === undefined) return;
    open.delete(pid);
    closeSync(file);
  }

  function readOpen(pid: number | 'self'): Uint8Array | undefined {
    const file = open.get(pid);
    if (file === undefined) return undefined;
    try {
      return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
    } catch {
      close(pid);
      return undefined;
    }
  }

  function readNew(pid: number | 'self'): Uint8Array | undefined {
    try {
      open.set(pid, openSync(`/proc/${pid}/stat`, 'r'));
    } catch {
      return undefined;
    }
    const stat = readOpen(pid);
    if (open.size > MOST_OPEN) close(pid);
    return stat;
  }

  return { read: (pid) => readOpen(pid) ?? readNew(pid), close };
}

/** The same without descriptors that stay open. */
export function statFilesOf(files: Files): StatFiles {
  return { read: (pid) => files.head(`/proc/${pid}/stat`), close: () => {} };
}
