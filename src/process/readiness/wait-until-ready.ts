import { errorText } from '../../base/error-code.ts';
import { type NotReady, notReady, type Probe, type Seen } from './probe.ts';

export type Readiness =
  /** Milliseconds since the wait began. */
  | { readonly type: 'ready'; readonly after: number }
  /** What was seen last, such as `connection refused`. */
  | { readonly type: 'timed-out'; readonly detail: string }
  | { readonly type: 'cancelled' };

/** Milliseconds. */
export interface WaitOptions {
  readonly timeout: number;
  readonly interval: number;
  /** Longest that one try may take; it is cut off at the time-out in any case. */
  readonly longestTry: number;
  readonly timers: Timers;
}

/** Monotonic milliseconds, and a call back that can be taken back. */
export interface Timers {
  now(): number;
  after(delay: number, ring: () => void): () => void;
}

export interface ReadinessWait {
  /** Resolves once, when no try is open any more; never rejects. */
  readonly promise: Promise<Readiness>;
  /** Ends the wait; idempotent, and without effect after its end. */
  cancel(): void;
}

/** Asks again and again until the service is ready, the time is up or the wait is cancelled; at once for the first time. */
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
    // A last try that had no time to see anything must not hide what the one before saw.
    if (!cutOff || last === undefined || timers.now() - asked >= Math.min(longestTry, 1000)) last = seen;
    await pause(Math.min(interval, left()), timers, cancelled);
  }
  if (cancelled.aborted) return { type: 'cancelled' };
  return { type: 'timed-out', detail: last?.detail ?? 'nothing was tried' };
}

interface Try {
  readonly seen: Seen;
  /** True when its time was up before it saw anything. */
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
