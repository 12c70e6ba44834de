import type { KillEffect, StartEffect, TerminateEffect } from '../schedule/events/effect.ts';
import type { Observation } from '../schedule/events/event.ts';
import type { MeasuredAttempt } from './measured-run.ts';

/**
 * How an attempt ends if nothing stops it. `measured`: as it did. `never`: it ran until it was stopped. `assumed`: it never ran, or
 * was stopped because something else failed, so its duration is not known.
 */
export function naturalEnd(attempt: MeasuredAttempt | undefined): 'measured' | 'never' | 'assumed' {
  if (attempt === undefined) return 'assumed';
  switch (attempt.end) {
    case 'succeeded':
    case 'failed':
    case 'out-of-memory':
      return 'measured';
    case 'timed-out':
    case 'not-needed':
      return 'never';
    case 'cancelled':
      return 'assumed';
    default:
      return attempt.end satisfies never;
  }
}

/** Milliseconds that an attempt took, without its pauses. */
export function tookOf({ started, ended, pauses = [] }: MeasuredAttempt): number {
  return ended - started - pauses.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** The attempt as if it had never been paused: with each pause cut out. */
export function withoutPauses(attempt: MeasuredAttempt): MeasuredAttempt {
  const { pauses = [] } = attempt;
  if (pauses.length === 0) return attempt;
  const without = (at: number): number =>
    pauses.reduce((sum, { from, until }) => sum - Math.max(0, Math.min(at, until) - from), at);
  return {
    started: attempt.started,
    ended: without(attempt.ended),
    end: attempt.end,
    ...(attempt.stopping === undefined ? {} : { stopping: without(attempt.stopping) }),
    use: attempt.use.map((point) => ({ ...point, at: without(point.at) })),
  };
}

/** Answers of the world to an attempt that is started, or asked to end. The steps of a task count as one. */
export function attemptAnswers(
  effect: StartEffect | TerminateEffect | KillEffect,
  attempt: MeasuredAttempt | undefined,
  {
    now,
    timeout = 0,
    assumed,
  }: { readonly now: number; readonly timeout?: number | undefined; readonly assumed: number },
): readonly Observation[] {
  const exited = { type: 'step-exited', id: effect.id, step: 0 } as const;
  const took = attempt === undefined ? 0 : tookOf(attempt);
  switch (effect.type) {
    case 'start':
      switch (naturalEnd(attempt)) {
        case 'measured': {
          const memory = attempt?.end === 'out-of-memory' ? { outOfMemory: true } : {};
          return [{ ...exited, at: now + took, exitCode: attempt?.end === 'succeeded' ? 0 : 1, ...memory }];
        }
        case 'never':
          return [];
        case 'assumed':
          // It would have run on beyond the moment at which it was stopped.
          return [{ ...exited, at: now + Math.max(assumed, took + 1), exitCode: 0 }];
      }
      break;
    case 'terminate': {
      const overdue = attempt?.end === 'timed-out' ? Math.max(0, took - timeout) : 0;
      const stop = attempt?.stopping === undefined ? overdue : attempt.ended - attempt.stopping;
      return [{ ...exited, at: now + stop, signal: 'SIGTERM' }];
    }
    case 'kill':
      // From being asked to end until its exit it takes as long as it did.
      return [];
    default:
      return effect satisfies never;
  }
}
