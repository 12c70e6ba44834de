import { statSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { freeSpace } from '../../files/free-space.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { logFile } from '../contract/task-files.ts';
import { cutLog, type LogCut, sizeText } from './cut.ts';

/** What a log may hold unless the mission says otherwise, in bytes. */
export const usualLogLimit = 1024 ** 3;

/** Milliseconds between two looks. */
const period = 500;

/** Bytes that are kept free on the disk of the logs; less of a small disk. */
const mostReserve = 512 * 1024 ** 2;

/** A smaller log is not what fills a disk, and neither is one of less than an eighth of the reserve. */
const smallest = 512 * 1024;

/** Less than this holds no log worth the name; the journal and the reports may still need it. */
const leastFree = 64 * 1024;

export interface LogKeeperOptions {
  /** Of the run. */
  readonly dir: string;
  /** Bytes. */
  readonly limit: number;
  readonly redactor: () => Redactor;
  readonly degraded: (message: string) => void;
}

/** Keeps logs from growing without end. Programs write to them directly, so they are cut after the fact. */
export interface LogKeeper {
  /** From now on this log is looked at; returns what ends that, with a last look. */
  watch(id: string): () => void;
  /** Bytes that were cut out of it. */
  cutOf(id: string): number;
  /** True when nothing can be written any more: a program without a log goes on, one that cannot write may not. */
  isFull(): boolean;
}

export function createLogKeeper({ dir, limit, redactor, degraded }: LogKeeperOptions): LogKeeper {
  const logs = join(dir, 'logs');
  const watched = new Set<string>();
  const cuts = new Map<string, LogCut>();
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let reserve: number | undefined;

  const tellOnce = (about: string, message: string): void => {
    if (told.has(about)) return;
    told.add(about);
    degraded(message);
  };

  const cut = (id: string, most: number, why: string): boolean => {
    const path = logFile(dir, id);
    try {
      if (sizeOf(path) <= most) return false;
      const made = cutLog(path, { limit: most, why, redactor: redactor(), before: cuts.get(id) });
      if (made !== undefined) cuts.set(id, made);
      return made !== undefined;
    } catch (error) {
      tellOnce(`${id} cannot be cut`, `the log of ${id} is too long and could not be cut: ${errorText(error)}`);
      return false;
    }
  };

  const look = (id: string): void => {
    if (cut(id, limit, `it may hold ${sizeText(limit)}`))
      tellOnce(id, `the log of ${id} has passed ${sizeText(limit)}: from now on what is in its middle is cut out`);
  };

  const lookAtAll = (): void => {
    for (const id of watched) look(id);
    const left = freeSpace(logs);
    if (left === undefined || reserve === undefined || left >= reserve) return;
    tellOnce('disk', `the disk of the logs is nearly full, ${sizeText(left)} left: long logs lose their middle`);
    const least = Math.max(smallest, reserve / 8);
    for (const id of watched) cut(id, Math.max(least, sizeOf(logFile(dir, id)) / 2), 'its disk was nearly full');
  };

  return {
    watch: (id) => {
      reserve ??= Math.min(mostReserve, (freeSpace(logs) ?? 0) / 4);
      watched.add(id);
      timer ??= setInterval(lookAtAll, period).unref();
      return () => {
        look(id);
        watched.delete(id);
        if (watched.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    cutOf: (id) => cuts.get(id)?.total ?? 0,
    isFull: () => (freeSpace(logs) ?? Number.POSITIVE_INFINITY) < leastFree,
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
