import type { Event } from '../events/event.ts';

/** An event that cannot follow the events before it, so the journal is damaged. */
export class InvalidEventError extends Error {
  /** 1-based, which is its line in the journal. */
  readonly line: number;

  constructor(index: number, { type }: Event, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`expected an event that fits to those before it, found ${type}: ${why}`);
    this.line = index + 1;
    this.cause = cause;
  }
}
