/** What one try has seen. */
export type Seen = { readonly type: 'ready' } | NotReady;

export interface NotReady {
  readonly type: 'not-ready';
  /** Part of a sentence, such as `connection refused`. */
  readonly detail: string;
}

/** Why a try is cut off: its own time is up, or nobody wants to know any more. */
export type CutOff = 'time-up' | 'cancelled';

/**
 * One way to ask a service whether it is ready.
 *
 * @param signal ends the try at once when it aborts
 * @returns when the try has ended and holds nothing open any more; never rejects.
 */
export type Probe = (signal: AbortSignal) => Promise<Seen>;

export const ready: Seen = { type: 'ready' };

export function notReady(detail: string): NotReady {
  return { type: 'not-ready', detail };
}
