import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { Reading } from '../schedule/events/reading.ts';
import type { State } from '../schedule/state/state.ts';

/** The model of the machine and its processes in a simulation. All times in milliseconds of the virtual clock. */
export interface World {
  /** The newest whole window that is known at this observation; undefined before the first one is over. */
  reading(state: State, observation: Observation): Reading | undefined;
  /**
   * When the next window after `now` becomes known that may change a decision; undefined if there is none.
   *
   * @param quiet true if nothing has changed for so long that only the world itself can change anything
   */
  nextWindow(state: State, now: number, quiet: boolean): number | undefined;
  /**
   * When an attempt ends by itself, or something else changes how fast attempts go on; Infinity if nothing does. What starts, ends or is paused moves
   * this moment.
   */
  next(now: number): number;
  /** Lets the world go on to the moment that `next` named, which is now. Returns the attempts that end. */
  advance(state: State, now: number): readonly Observation[];
  /** Other observations that follow from this effect, now or later. One that does not apply any more is dropped. */
  answers(state: State, effect: Effect, now: number): readonly Observation[];
  /** Called with every event, in order, before the effects of the same transition. */
  happened(event: Event): void;
}
