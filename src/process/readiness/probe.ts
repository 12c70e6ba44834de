/** The result of one try. */
export type Seen = { readonly type: 'ready' } | NotReady;

export interface NotReady {
  readonly type: 'not-ready';
  /** Part of a sentence, such as `connection refused`. */
  readonly detail: string;
}

/**
 * One way to check whether a service is ready.
 *
 * @param signal ends the try at once when it aborts
 * @returns resolves when the try has ended and nothing is open any more; never rejects.
 */
export type Probe = (signal: AbortSignal) => Promise<Seen>;

/** A probe that sees a service ready only if nothing else is at its port. */
export function guardedProbe(probe: Probe, findForeign: () => Promise<string | undefined>): Probe {
  return async (signal) => {
    const seen = await probe(signal);
    if (seen.type !== 'ready') return seen;
    const foreign = await findForeign();
    return foreign === undefined ? seen : notReady(foreign);
  };
}

export const ready: Seen = { type: 'ready' };

export function notReady(detail: string): NotReady {
  return { type: 'not-ready', detail };
}
