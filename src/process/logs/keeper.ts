/*
 * Logs of tasks and services. Each process writes to its log directly (`open.ts`), so output never passes through the memory
 * of the runner. The price is that limits are enforced after the fact: a timer looks at the size of each log and at the free
 * space of the disk, and cuts the middle out of what is too long (`cut.ts`).
 *
 * Invariants:
 * - A log below its limit is complete, to the byte.
 * - A cut log keeps its beginning and its newest part, and one line in the middle says how much is missing and why.
 * - No cut divides a secret, because half of one could not be redacted.
 * - Links and named pipes in the place of a log are neither followed nor waited for.
 *
 * Not done here: redaction of the finished log (`secrets/redact-files.ts`).
 */
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { untilTogether } from '../../base/together.ts';
import { freeSpace } from '../../files/free-space.ts';
import { lookThrough } from '../../files/look-at.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { logFile } from '../contract/task-files.ts';
import { cutLog, type LogCut, sizeText } from './cut.ts';

/** Default limit of a log, in bytes. */
export const usualLogLimit = 1024 ** 3;

/** Milliseconds between two checks: while space is used or little is left, and otherwise. */
const period = 500;
const restingPeriod = 1_000;

/** Bytes that are used between two checks while no log grows, such as by the journal. */
const restingUse = 1024 ** 2;

/** Bytes above the reserve that cannot be filled within a second. */
const plenty = 4 * 1024 ** 3;

/**
 * How many checks can find that no space was used before the size of each log is read again: deleted files may have hidden a log that grew.
 * A check after a longer pause counts as one for each second.
 */
const mostSkipped = 8;

/** Part of the limit of a log. While less of the disk is used than that, no log can have passed its limit by much. */
const usedPart = 1 / 16;

/** Bytes that are kept free on the disk of the logs. On a small disk, a quarter of what is free at the start. */
const mostReserve = 512 * 1024 ** 2;

/** Bytes. Smaller logs are not cut to free the disk, and neither are those below an eighth of the reserve. */
const smallest = 512 * 1024;

/** Bytes. With less free space, no log is written: the journal and the reports may still need it. */
const leastFree = 64 * 1024;

export interface LogKeeperOptions {
  /** Folder of the run. */
  readonly dir: string;
  /** Bytes. */
  readonly limit: number;
  readonly redactor: () => Redactor;
  readonly degraded: (message: string) => void;
  /** Milliseconds between two checks while the machine rests, 0 while it does not. */
  readonly restLength?: (() => number) | undefined;
}

/** Keeps logs within their limit and the disk from filling up. */
export interface LogKeeper {
  /** Checks this log from now on. The returned function checks it a last time and ends that. */
  watch(id: string): () => void;
  /** Bytes that were cut out of the log so far. */
  cutOf(id: string): number;
  /** True if the disk is full. A program without a log goes on; one that cannot write to its log may fail. */
  isFull(): boolean;
}

export function createLogKeeper(options: LogKeeperOptions): LogKeeper {
  const { dir, limit, redactor, degraded, restLength = () => 0 } = options;
  const logs = join(dir, 'logs');
  const watched = new Set<string>();
  const cuts = new Map<string, LogCut>();
  const reported = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  /** Milliseconds until the next check, when it was set. */
  let pause = period;
  /** Free bytes at the newest check. */
  let newest = 0;
  let reserve: number | undefined;
  /** Free bytes when all logs were checked, and how many checks have been skipped since. */
  let checked = { free: 0, skipped: mostSkipped };

  const reportOnce = (about: string, message: string): void => {
    if (reported.has(about)) return;
    reported.add(about);
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
      reportOnce(`${id} cannot be cut`, `the log of ${id} is too long and could not be cut: ${errorText(error)}`);
      return false;
    }
  };

  const check = (id: string): void => {
    if (cut(id, limit, `its limit is ${sizeText(limit)}`))
      reportOnce(id, `the log of ${id} has reached its limit of ${sizeText(limit)}: its middle is cut out from now on`);
  };

  /** One look at the disk instead of one at each log: most logs of tasks that run for long do not grow. */
  const canHaveGrown = (free: number | undefined, passed: number): boolean => {
    if (free !== undefined && checked.skipped < mostSkipped && checked.free - free < usedPart * limit) {
      checked.skipped += Math.ceil(passed / restingPeriod);
      return false;
    }
    checked = { free: free ?? 0, skipped: 0 };
    return true;
  };

  const arm = (length: number): void => {
    pause = length;
    timer = setTimeout(checkAll, untilTogether(pause)).unref();
  };

  const checkAll = (): void => {
    const left = freeSpace(logs);
    const passed = pause;
    const used = newest - (left ?? 0);
    newest = left ?? 0;
    arm(pauseWith(newest - (reserve ?? 0), used, restLength()));
    if (canHaveGrown(left, passed)) for (const id of watched) check(id);
    if (left === undefined || reserve === undefined || left >= reserve) return;
    reportOnce(
      'disk',
      `the disk of the logs is nearly full, ${sizeText(left)} left: the middle of long logs is cut out`,
    );
    const least = Math.max(smallest, reserve / 8);
    for (const id of watched) cut(id, Math.max(least, sizeOf(logFile(dir, id)) / 2), 'its disk was nearly full');
  };

  return {
    watch: (id) => {
      reserve ??= Math.min(mostReserve, (freeSpace(logs) ?? 0) / 4);
      watched.add(id);
      checked.skipped = mostSkipped;
      if (timer === undefined) arm(period);
      return () => {
        check(id);
        watched.delete(id);
        if (watched.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    cutOf: (id) => cuts.get(id)?.total ?? 0,
    // Asked of the system at each start, which takes some microseconds: a task can reserve all that is left at once, without writing it.
    isFull: () => (freeSpace(logs) ?? Number.POSITIVE_INFINITY) < leastFree,
  };
}

/**
 * Milliseconds until the next check.
 *
 * @param left bytes above the reserve
 * @param used bytes since the newest check. While the machine rests, no task uses the disk, and what other programs use does not matter if much is left.
 * @param restLength milliseconds, 0 while it does not rest
 */
export function pauseWith(left: number, used: number, restLength: number): number {
  if (used >= restingUse && restLength === 0) return period;
  const fits = [restLength, restingPeriod].find((pause) => pause >= restingPeriod && left > (pause / 1000) * plenty);
  return fits ?? period;
}

function sizeOf(path: string): number {
  return lookThrough(path)?.size ?? 0;
}
