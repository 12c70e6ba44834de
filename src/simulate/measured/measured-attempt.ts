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

/** How an attempt ends by itself. */
export interface NaturalEnd {
  /** Milliseconds of progress at its end; Infinity if it runs until it is stopped. */
  readonly position: number;
  readonly exitCode: 0 | 1;
  readonly outOfMemory?: true;
  /** True if its duration was not measured. */
  readonly isAssumed: boolean;
}

/**
 * @param solo milliseconds of progress in the measured attempt
 * @param assumed milliseconds for an attempt whose duration was not measured
 */
export function endOf(attempt: MeasuredAttempt | undefined, solo: number, assumed: number): NaturalEnd {
  switch (naturalEnd(attempt)) {
    case 'measured': {
      const memory = attempt?.end === 'out-of-memory' ? ({ outOfMemory: true } as const) : {};
      return { position: solo, exitCode: attempt?.end === 'succeeded' ? 0 : 1, ...memory, isAssumed: false };
    }
    case 'never':
      return { position: Infinity, exitCode: 0, isAssumed: false };
    case 'assumed': {
      // It would have run on beyond the moment at which it was stopped.
      const rest = attempt === undefined ? assumed : Math.max(assumed - tookOf(attempt), 1);
      return { position: attempt === undefined ? rest : solo + rest, exitCode: 0, isAssumed: true };
    }
  }
}

/** Milliseconds from the moment at which an attempt is asked to end until it has ended. */
export function stopTime(attempt: MeasuredAttempt | undefined, timeout = 0): number {
  if (attempt?.stopping !== undefined) return attempt.ended - attempt.stopping;
  return attempt?.end === 'timed-out' ? Math.max(0, tookOf(attempt) - timeout) : 0;
}
