import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { inertLines } from '../report/inert-text.ts';

const maximumBytes = 256 * 1024;

/** The end of a task's log, ready to be printed. */
export interface LogTail {
  /** Inert; empty where there was no output. */
  readonly lines: readonly string[];
  /** True when there is more in the file than in `lines`. */
  readonly cut: boolean;
  /** Size of the whole log. */
  readonly bytes: number;
}

/** Reads at most the last 256 KiB, however large the log is. `undefined` where there is no readable log. */
export function readLogTail(path: string, maximumLines: number): LogTail | undefined {
  let descriptor: number | undefined;
  try {
    // A task can put anything in its log's place: a link is not followed, a named pipe does not block us.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return undefined;
    const buffer = Buffer.alloc(Math.min(stat.size, maximumBytes));
    const length = readSync(descriptor, buffer, 0, buffer.length, stat.size - buffer.length);
    const beheaded = stat.size > buffer.length;
    return tailOf(buffer.toString('utf8', 0, length), maximumLines, beheaded, stat.size);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function tailOf(text: string, maximumLines: number, beheaded: boolean, bytes: number): LogTail {
  const lines = [...inertLines(text)];
  if (lines.at(-1) === '') lines.pop();
  if (beheaded && lines.length > 1) lines.shift();
  const cut = beheaded || lines.length > maximumLines;
  return { lines: lines.slice(-maximumLines), cut, bytes };
}
