import type { Positions } from '../mission/graph/positions.ts';
import type { Event } from '../schedule/events/event.ts';

/** One line of a predicted timeline. */
export interface PlanEvent {
  /** Milliseconds since the mission's start. */
  readonly at: number;
  readonly id: string;
  /** Of the task in the mission. */
  readonly position: number;
  readonly what: 'started' | 'ended' | 'not-needed' | 'deferred';
  /** Why it is deferred or not needed. */
  readonly reason?: string;
}

/**
 * A predicted timeline, in order. Kept in columns, because 100,000 tasks have 300,000 events, and the garbage collector would move as many objects
 * twice before any of them is printed.
 */
export class PlanEvents implements Iterable<PlanEvent> {
  readonly #positions: Positions;
  readonly #times: number[] = [];
  readonly #tasks: number[] = [];
  readonly #whats: PlanEvent['what'][] = [];
  readonly #reasons: (string | undefined)[] = [];

  constructor(positions: Positions) {
    this.#positions = positions;
  }

  get length(): number {
    return this.#times.length;
  }

  timeAt(index: number): number {
    return this.#times[index] ?? Number.NaN;
  }

  /** An object of its own with each call. */
  at(index: number): PlanEvent {
    const position = this.#tasks[index] ?? -1;
    const id = this.#positions.ids[position] ?? '';
    const what = this.#whats[index] ?? 'ended';
    const reason = this.#reasons[index];
    const event = { at: this.timeAt(index), id, position, what };
    return reason === undefined ? event : { ...event, reason };
  }

  *[Symbol.iterator](): Iterator<PlanEvent> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }

  add(at: number, id: string, what: PlanEvent['what'], reason?: string): void {
    this.#times.push(at);
    this.#tasks.push(this.#positions.of(id));
    this.#whats.push(what);
    this.#reasons.push(reason);
  }

  /** Adds what a plan shows of this event. */
  note(event: Event): void {
    switch (event.type) {
      case 'admitted':
        this.add(event.at, event.id, 'started');
        return;
      case 'deferred':
        for (const id of event.ids) this.add(event.at, id, 'deferred', event.detail);
        return;
      case 'ended':
        this.add(event.at, event.id, event.status === 'not-needed' ? 'not-needed' : 'ended', event.reason);
        return;
      default:
    }
  }
}
