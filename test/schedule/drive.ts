import type { Mission } from '../../src/mission/model/mission.ts';
import type { Effect } from '../../src/schedule/events/effect.ts';
import type { Ended, Event, Observation } from '../../src/schedule/events/event.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import type { Resumed } from '../../src/schedule/events/opening.ts';
import type { Predictions } from '../../src/schedule/events/prediction.ts';
import type { Constraint, Reading, Usage } from '../../src/schedule/events/reading.ts';
import { withCriticalMemory, withRecent } from '../../src/schedule/gate/critical-memory.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { resumeState } from '../../src/schedule/state/resume-state.ts';
import { type State, taskOf } from '../../src/schedule/state/state.ts';
import { transition } from '../../src/schedule/transition.ts';
import { MACHINE } from '../build-mission.ts';

export interface ReadingParts {
  readonly cpu?: number;
  readonly memory?: number;
  readonly usage?: Readonly<Record<string, Usage>>;
  readonly own?: number;
  readonly constraints?: readonly Constraint[];
  /** Start of the window; one `sample` before now unless given. */
  readonly from?: number;
}

/** Calls `transition` by hand on a virtual clock. Every method that observes something returns the events that result. */
export interface Drive {
  readonly state: State;
  readonly journal: readonly Event[];
  /** Every effect so far. */
  readonly effects: readonly Effect[];
  /** When the last transition wants to be woken; undefined for never. */
  readonly wakeAt: () => number | undefined;
  readonly now: () => number;
  readonly start: () => readonly Event[];
  /** Lets time pass and wakes the schedule whenever it is due. */
  readonly advance: (to: number) => readonly Event[];
  /** The running step of this task exits. */
  readonly exit: (id: string, exitCode?: number) => readonly Event[];
  readonly die: (id: string, signal: string) => readonly Event[];
  readonly spawnFailed: (id: string, message: string) => readonly Event[];
  readonly interrupt: () => readonly Event[];
  /** A window that ends now. It is also the newest one for all later transitions. */
  readonly sample: (parts: ReadingParts) => readonly Event[];
  /** Makes this the newest reading without an observation, as if `sampled` came later. */
  readonly show: (parts: ReadingParts) => void;
  readonly observe: (observation: Observation) => readonly Event[];
}

/** Called after each transition with its events, the new state, and when it wants to be woken. */
export type Watch = (events: readonly Event[], state: State, wakeAt: number | undefined) => void;

/** A run that was cut off and is to be resumed. */
export interface Cut {
  readonly before: State;
  readonly resumed: Resumed;
}

export function drive(
  mission: Mission,
  machine: MachineFacts = MACHINE,
  watch: Watch = () => {},
  cut?: Cut,
  predictions?: Predictions,
): Drive {
  const state =
    cut === undefined ? begin(mission, machine, undefined, predictions) : resumeState(cut.before, cut.resumed);
  const journal: Event[] = [];
  const effects: Effect[] = [];
  let now = cut?.resumed.at ?? 0;
  let wakeAt: number | undefined;
  let newest: Reading | undefined;
  let recent: readonly Reading[] = [];

  const observe = (observation: Observation): readonly Event[] => {
    now = observation.at;
    const result = transition(state, observation, newest);
    wakeAt = result.wakeAt;
    for (const event of result.events) journal.push(event);
    for (const effect of result.effects) effects.push(effect);
    watch(result.events, state, wakeAt);
    return result.events;
  };
  const show = ({ from = now - mission.admission.sample, ...figures }: ReadingParts): Reading => {
    const reading = { from, to: now, ...figures };
    newest = withCriticalMemory(recent, reading, mission.admission.memory, machine);
    recent = withRecent(recent, reading);
    return newest;
  };
  const current = (id: string): number => {
    const task = state.tasks.get(id);
    if (task?.phase !== 'running' && task?.phase !== 'stopping') throw new Error(`${id} does not run`);
    return task.step;
  };
  return {
    state,
    journal,
    effects,
    wakeAt: () => wakeAt,
    now: () => now,
    observe,
    start: () =>
      observe(
        cut?.resumed ?? {
          type: 'mission-started',
          at: now,
          journal: 1,
          started: '2026-01-01T00:00:00.000Z',
          file: 'mission.yml',
          root: '/',
          mission,
          machine,
        },
      ),
    advance: (to) => {
      const before = journal.length;
      while (wakeAt !== undefined && wakeAt <= to) observe({ type: 'woke', at: Math.max(now, wakeAt) });
      now = to;
      return journal.slice(before);
    },
    exit: (id, exitCode = 0) => observe({ type: 'step-exited', at: now, id, step: current(id), exitCode }),
    die: (id, signal) => observe({ type: 'step-exited', at: now, id, step: current(id), signal }),
    spawnFailed: (id, message) => observe({ type: 'spawn-failed', at: now, id, step: current(id), message }),
    interrupt: () => observe({ type: 'interrupted', at: now, signal: 'SIGINT' }),
    sample: (parts) => observe({ type: 'sampled', at: now, reading: show(parts) }),
    show: (parts) => void show(parts),
  };
}

/** Ids of the tasks that these events admitted, in order. */
export function launched(events: readonly Event[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'admitted' ? [event.id] : []));
}

export function only<T extends Event['type']>(
  events: readonly Event[],
  type: T,
): readonly Extract<Event, { type: T }>[] {
  return events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
}

/** True if the task does not run any more after this event: it ended, waits for another attempt, or was evicted and waits again. */
export function endsAttempt(event: Event): event is Extract<Event, { type: 'ended' | 'retrying' | 'evicted' }> {
  return event.type === 'ended' || event.type === 'retrying' || event.type === 'evicted';
}

/** True if none of these tasks runs until it ends by itself. A `while-running` test whose supported task does not run would run forever. */
export function isIdle(state: State, active: ReadonlySet<string>): boolean {
  return ![...active].some((id) => endsByItself(state, active, id));
}

function endsByItself(state: State, active: ReadonlySet<string>, id: string, passed: readonly string[] = []): boolean {
  const { deploy, supports } = taskOf(state, id);
  if (deploy !== 'while-running' || supports === undefined || passed.includes(id)) return true;
  return active.has(supports) && endsByItself(state, active, supports, [...passed, id]);
}

/** The task's end, without `type` and `at`; undefined if it has not ended. */
export function endOf(run: Drive, id: string): Omit<Ended, 'type' | 'at'> | undefined {
  const end = only(run.journal, 'ended').find((event) => event.id === id);
  if (end === undefined) return undefined;
  const { type: _type, at: _at, ...rest } = end;
  return rest;
}
