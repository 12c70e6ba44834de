import { waitsForReadings } from '../schedule/admit.ts';
import type { Effect } from '../schedule/events/effect.ts';
import type { Observation } from '../schedule/events/event.ts';
import type { Reading } from '../schedule/events/reading.ts';
import { freesMemory, withMemory } from '../schedule/frees-memory.ts';
import { withGrowth } from '../schedule/gate/growth.ts';
import type { State } from '../schedule/state/state.ts';
import type { ForeignLoad, Load } from './measured/foreign-load.ts';
import { serviceAnswers } from './measured/measured-service.ts';
import type { Window, Windows } from './measured/measured-windows.ts';
import { simulatedSampler } from './measured/simulated-sampler.ts';
import { ReplayedAttempts, type ReplayedParts } from './replayed-attempts.ts';
import { highestOf, memoryPercent, readingOf, useIn } from './simulated-reading.ts';
import type { World } from './world.ts';

/** What is computed once from a measured run, before anything is replayed. */
export interface MeasuredWorldParts extends ReplayedParts {
  /** CPUs that a further program wants all the time, besides those of the run. */
  readonly others: number;
  readonly windows: Windows;
  /** What the readings showed of other programs. */
  readonly foreign: ForeignLoad;
  /** Ends of the windows that were measured. Those between them are estimated. */
  readonly measuredEnds: ReadonlySet<number>;
}

/** A world in which every task takes what it took and used alone, on a machine whose CPUs are shared, beside the other programs of a measured run. */
export interface MeasuredWorld extends World {
  /** The highest load of all windows so far, of the mission and of other programs. Memory may be more than the machine has. */
  highest(): Load;
  /** Ids of tasks that ran longer than measured, or were never measured: their time is assumed. */
  assumed(): readonly string[];
}

interface Measured {
  readonly window: Window;
  readonly reading: Reading;
}

export function measuredWorld(parts: MeasuredWorldParts): MeasuredWorld {
  const { run, windows, foreign, measuredEnds } = parts;
  const sampler = simulatedSampler(windows, windows.lag);
  const attempts = new ReplayedAttempts(parts);
  let highest: Load = {};
  // The run was over before its first window, and no task waited for one.
  const hasWindows = run.readings.length > 0 || run.mission.admission.gate !== 'off';
  let newest: Measured | undefined;

  const measure = (window: Window): Reading => {
    const own = useIn(attempts.since(window.from), window);
    const isMeasured = measuredEnds.has(window.to);
    const { reading, load } = readingOf({ window, isMeasured, own, attempts, parts });
    // An estimate may be too high by what a task of the mission used a moment earlier or later.
    if (isMeasured || foreign.isBeyond(window)) highest = highestOf(highest, load);
    return withGrowth(newest?.reading, reading);
  };

  /** As in the real run when a task exits: its memory is free at that moment. */
  const measureMemory = ({ window, reading }: Measured, observation: Observation): Reading => {
    const { at } = observation;
    const rest = [...attempts.active.values()].filter(
      ({ run: { id } }) => !('id' in observation) || id !== observation.id,
    );
    const memory = memoryPercent(foreign.in(window), useIn(rest, { from: at, to: at, at }), run);
    return withMemory(reading, memory === undefined ? undefined : { memory: Math.min(100, Math.max(0, memory)) });
  };

  /** The next window that may differ from the one before because what runs has changed: the one with the change, and the one after it. */
  const nextDifferent = (now: number, recheck: number): number => {
    const next = sampler.next(now);
    if (next <= sampler.next(sampler.next(attempts.changed))) return next;
    const change = attempts.next();
    return sampler.next(change === Infinity ? now + recheck : Math.max(now, change));
  };

  return {
    reading: (state, observation) => {
      const window = hasWindows ? sampler.newest(observation.at) : undefined;
      if (window === undefined) return undefined;
      if (newest?.window.to !== window.to) newest = { window, reading: measure(window) };
      if (freesMemory(state, observation)) newest = { window, reading: measureMemory(newest, observation) };
      return newest.reading;
    },
    nextWindow: (state, now, quiet) => {
      if (!hasWindows) return undefined;
      const change = foreign.next(now);
      if (!waitsForReadings(state)) return change;
      const next = sampler.next(now);
      return Math.min(quiet ? nextDifferent(now, state.mission.admission.recheck) : next, change ?? Infinity);
    },
    next: () => attempts.next(),
    advance: (state, now) => attempts.advance(state, now),
    answers: (state, effect, now) => answersTo(state, effect, now),
    happened: (event) => attempts.note(event),
    highest: () => highest,
    assumed: () => [...attempts.assumed],
  };

  function answersTo(state: State, effect: Effect, now: number): readonly Observation[] {
    switch (effect.type) {
      case 'start-service':
      case 'terminate-service':
      case 'kill-service':
        return serviceAnswers(effect, run.services.get(effect.id), now);
      case 'measure':
        sampler.measure(now, effect.within);
        return [];
      case 'start':
        attempts.start(state, effect.id, now);
        return [];
      case 'terminate':
        return [attempts.terminate(state, effect.id, now)];
      // From being asked to end until its exit it takes as long as it did.
      case 'kill':
      case 'pause':
      case 'continue':
        return [];
      default:
        return effect satisfies never;
    }
  }
}
