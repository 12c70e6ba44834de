import type { Positions } from '../mission/graph/positions.ts';
import type { Event } from '../schedule/events/event.ts';
import { type Profile, profileOfSegments, waiting } from './machine/profile.ts';

/** When each task of a plan has run, by position. Of several attempts, from the launch of the last one. */
export class PlannedRuns {
  readonly #positions: Positions;
  /** Milliseconds; NaN before. */
  readonly #started: Float64Array;
  readonly #ended: Float64Array;
  readonly #hasSucceeded: Uint8Array;

  constructor(positions: Positions) {
    const { length } = positions.ids;
    this.#positions = positions;
    this.#started = new Float64Array(length).fill(Number.NaN);
    this.#ended = new Float64Array(length).fill(Number.NaN);
    this.#hasSucceeded = new Uint8Array(length);
  }

  note(event: Event): void {
    if (event.type !== 'admitted' && event.type !== 'ended') return;
    const position = this.#positions.of(event.id);
    if (event.type === 'admitted') {
      this.#started[position] = event.at;
      this.#ended[position] = Number.NaN;
      return;
    }
    this.#ended[position] = event.at;
    this.#hasSucceeded[position] = event.status === 'succeeded' ? 1 : 0;
  }

  /** False if it never ran. */
  hasEnded(position: number): boolean {
    return !Number.isNaN(this.started(position)) && !Number.isNaN(this.ended(position));
  }

  /** Milliseconds since the start of the mission, once it has ended. */
  started(position: number): number {
    return this.#started[position] ?? Number.NaN;
  }

  ended(position: number): number {
    return this.#ended[position] ?? Number.NaN;
  }

  /** A timeout stops it after the same time in each schedule; undefined if it succeeded. */
  stopped(position: number): Profile | undefined {
    if (this.#hasSucceeded[position] === 1) return undefined;
    return profileOfSegments([waiting(this.ended(position) - this.started(position))]);
  }
}
