import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { Reading } from '../schedule/events/reading.ts';
import type { State } from '../schedule/state/state.ts';

/** What stands for the machine and its processes in a simulation. All times in milliseconds of the virtual clock. */
export interface World {
  /** The newest whole window as it is known at this observation; undefined before the first is over. */
  reading(state: State, observation: Observation): Reading | undefined;
  /**
   * When the next window after `now` gets known that is worth a look; undefined when none is. `quiet`: nothing has changed
   * for so long that only what the world does by itself can change anything.
   */
  nextWindow(state: State, now: number, quiet: boolean): number | undefined;
  /** What comes of this effect, now or later; what has been overtaken by then is dropped. */
  answers(state: State, effect: Effect, now: number): readonly Observation[];
  /** Told of every event, in order, before the effects that go with it. */
  happened(event: Event): void;
}
