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

/** As they are numbered in a column. */
const WHATS: readonly PlanEvent['what'][] = ['started', 'ended', 'not-needed', 'deferred'];

/** What most tasks have: they are deferred, start and end. */
const EVENTS_PER_TASK = 3;

/** By event. They are longer than there are events. */
interface Columns {
  /** Milliseconds. */
  readonly times: Float64Array;
  /** Positions. */
  readonly tasks: Int32Array;
  readonly whats: Uint8Array;
  readonly reasons: Int32Array;
}

function columnsFor(events: number): Columns {
  return {
    times: new Float64Array(events),
    tasks: new Int32Array(events),
    whats: new Uint8Array(events),
    reasons: new Int32Array(events),
  };
}

/** The same, with place for more. */
function copied({ times, tasks, whats, reasons }: Columns): Columns {
  const columns = columnsFor(2 * times.length + 1);
  columns.times.set(times);
  columns.tasks.set(tasks);
  columns.whats.set(whats);
  columns.reasons.set(reasons);
  return columns;
}

/**
 * A predicted timeline, in order. Kept in columns, because 100,000 tasks have 300,000 events, and the garbage collector would move as many objects
 * twice before any of them is printed.
 */
export class PlanEvents implements Iterable<PlanEvent> {
  readonly #positions: Positions;
  #columns: Columns;
  #length = 0;
  /** A reason once for all events in a row that have it: most are deferred together. */
  readonly #reasons: (string | undefined)[] = [];

  constructor(positions: Positions) {
    this.#positions = positions;
    this.#columns = columnsFor(EVENTS_PER_TASK * positions.ids.length);
  }

  get length(): number {
    return this.#length;
  }

  timeAt(index: number): number {
    return index < this.#length ? (this.#columns.times[index] ?? Number.NaN) : Number.NaN;
  }

  /** An object of its own with each call. */
  at(index: number): PlanEvent {
    const { tasks, whats, reasons } = this.#columns;
    const position = tasks[index] ?? -1;
    const id = this.#positions.ids[position] ?? '';
    const what = WHATS[whats[index] ?? 0] ?? 'ended';
    const reason = this.#reasons[reasons[index] ?? 0];
    const at = this.timeAt(index);
    return reason === undefined ? { at, id, position, what } : { at, id, position, what, reason };
  }

  *[Symbol.iterator](): Iterator<PlanEvent> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }

  add(at: number, id: string, what: PlanEvent['what'], reason?: string): void {
    const index = this.#length;
    if (index === this.#columns.times.length) this.#columns = copied(this.#columns);
    if (index === 0 || reason !== this.#reasons.at(-1)) this.#reasons.push(reason);
    const { times, tasks, whats, reasons } = this.#columns;
    times[index] = at;
    tasks[index] = this.#positions.of(id);
    whats[index] = WHATS.indexOf(what);
    reasons[index] = this.#reasons.length - 1;
    this.#length = index + 1;
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
