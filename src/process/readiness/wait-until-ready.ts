/*
 * Waits until a service is ready.
 *
 *   watch-readiness (the service of the mission) → wait-for-service (which probe) → wait-until-ready (tries and timeout)
 *   → probe-http, probe-tcp, probe-log or probe-command → `ready`, or `not-ready` with the reason
 *
 * `ports/` checks that only the service itself can be the one that answers: its ports must be free before it starts, and when
 * a probe succeeds, the process that listens must belong to the service (Linux: socket inode → process tree).
 *
 * Invariants:
 * - A probe never rejects, ends at once when its signal aborts, and leaves nothing open: no socket, process or file.
 * - The wait ends once, as `ready`, `timed-out` (with the last reason) or `cancelled`, and only when no try is running.
 * - Answers are untrusted: no body is read, of a line only its start, and a pattern has a time limit.
 * - Nothing keeps this process alive after the wait.
 *
 * Not here: starting and stopping of services (run-services.ts), deciding what to do with one that failed (schedule).
 */
import { errorText } from '../../base/error-code.ts';
import { type NotReady, notReady, type Probe, type Seen } from './probe.ts';

export type Readiness =
  /** Milliseconds since the wait began. */
  | { readonly type: 'ready'; readonly after: number }
  /** The result of the last try, such as `connection refused`. */
  | { readonly type: 'timed-out'; readonly detail: string }
  | { readonly type: 'cancelled' };

/** Milliseconds. */
export interface WaitOptions {
  readonly timeout: number;
  readonly interval: number;
  /** Longest duration of one try, which also ends at the timeout. */
  readonly longestTry: number;
  readonly timers: Timers;
}

/** A monotonic clock in milliseconds. */
export interface Timers {
  now(): number;
  /** Calls `expired` after a delay. Returns a function that cancels it. */
  after(delay: number, expired: () => void): () => void;
}

export interface ReadinessWait {
  /** Resolves when no try is running any more; never rejects. */
  readonly promise: Promise<Readiness>;
  /** Ends the wait. Without effect after its end or another call. */
  cancel(): void;
}

/** Tries a probe at once and then at intervals, until the service is ready, the time is up or the wait is cancelled. */
export function waitUntilReady(probe: Probe, options: WaitOptions): ReadinessWait {
  const cancelled = new AbortController();
  return { promise: wait(probe, options, cancelled.signal), cancel: () => cancelled.abort() };
}

async function wait(probe: Probe, options: WaitOptions, cancelled: AbortSignal): Promise<Readiness> {
  const { timers, timeout, interval, longestTry } = options;
  const began = timers.now();
  const left = () => timeout - (timers.now() - began);
  let last: NotReady | undefined;
  while (left() > 0 && !cancelled.aborted) {
    const asked = timers.now();
    const { seen, cutOff } = await tryOnce(probe, Math.min(longestTry, left()), timers, cancelled);
    if (cancelled.aborted) break;
    if (seen.type === 'ready') return { type: 'ready', after: timers.now() - began };
    // A last try that was cut off early must not hide the result of the try before it.
    if (!cutOff || last === undefined || timers.now() - asked >= Math.min(longestTry, 1000)) last = seen;
    await pause(Math.min(interval, left()), timers, cancelled);
  }
  if (cancelled.aborted) return { type: 'cancelled' };
  return { type: 'timed-out', detail: last?.detail ?? 'nothing was tried' };
}

interface Try {
  readonly seen: Seen;
  /** Whether the try was cut off before it had a result. */
  readonly cutOff: boolean;
}

async function tryOnce(probe: Probe, time: number, timers: Timers, cancelled: AbortSignal): Promise<Try> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const clear = timers.after(time, stop);
  cancelled.addEventListener('abort', stop);
  try {
    const seen = await probe(controller.signal);
    return { seen, cutOff: controller.signal.aborted };
  } catch (error) {
    return { seen: notReady(errorText(error)), cutOff: false };
  } finally {
    clear();
    cancelled.removeEventListener('abort', stop);
  }
}

function pause(time: number, timers: Timers, cancelled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (cancelled.aborted || time <= 0) return resolve();
    const done = () => {
      clear();
      cancelled.removeEventListener('abort', done);
      resolve();
    };
    const clear = timers.after(time, done);
    cancelled.addEventListener('abort', done);
  });
}
