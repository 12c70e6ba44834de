import { errorText } from '../base/error-code.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { Clock, Journal, Ports, Sampler } from '../ports/ports.ts';
import { emptyReport, recordEvent } from '../report/fold/fold.ts';
import type { RunReport } from '../report/model/run.ts';
import { waitsForReadings } from '../schedule/admit.ts';
import { bindingOnly } from '../schedule/events/binding-only.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../schedule/events/opening.ts';
import type { Reading } from '../schedule/events/reading.ts';
import { freesMemory, withMemory } from '../schedule/frees-memory.ts';
import { withCriticalMemory, withRecent } from '../schedule/gate/critical-memory.ts';
import { withGrowth } from '../schedule/gate/growth.ts';
import { needsUsualWindows } from '../schedule/gate/needs-usual-windows.ts';
import { begin } from '../schedule/state/begin.ts';
import { endElsewhere } from '../schedule/state/end-elsewhere.ts';
import { resumeState } from '../schedule/state/resume-state.ts';
import type { State } from '../schedule/state/state.ts';
import { transition } from '../schedule/transition.ts';
import type { ExpressionEvaluator } from './expressions/evaluator.ts';
import { JournalUnwritable } from './folder/journal.ts';
import { readingThinner } from './reading-thinner.ts';
import { createEffectRunner } from './run-effects.ts';

/** Called with each event after it was journaled and folded into the report. */
export type Listener = (event: Event, report: RunReport) => void;

/** How a run ended: with a report, or without one because its journal could not be written. */
export type RunEnd =
  | { readonly type: 'ended'; readonly report: RunReport }
  /** All tasks and services were killed. The message says what to do. */
  | { readonly type: 'broken'; readonly message: string };

/** The options of `createLoop`. */
export interface LoopOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly listen: Listener;
  /** The mission with its secrets; in the mission of the journal they are redacted. */
  readonly mission: Mission;
  readonly evaluator: ExpressionEvaluator;
  /** Removes secrets from an event before it is journaled and reported; absent: nothing to remove. */
  readonly redact?: (event: Event) => Event;
  /** If a run is resumed: its state and report, replayed from the journal. */
  readonly earlier?: { readonly state: State; readonly report: RunReport } | undefined;
}

/** The processes and the sampler of the loop. Both may call `note`, so they are created after the loop. */
export type LoopPorts = Pick<Ports, 'processes' | 'sampler'>;

export interface Loop {
  /** Records the opening event and starts the tasks that can start. Called once. */
  start(opening: MissionStarted | Resumed, ports: LoopPorts): void;
  /** Asks all tasks to stop; the second call kills them. */
  interrupt(signal: string): void;
  /** Records a problem of the run itself in the journal and the reports. Only after `start`. */
  note(message: string): void;
  /** Resolves when every task has ended. Rejects on a defect, after killing everything. The journal stays open. */
  readonly finished: Promise<RunEnd>;
}

/** What exists after `start`. */
interface Begun {
  readonly state: State;
  readonly ports: LoopPorts;
  readonly runEffect: ReturnType<typeof createEffectRunner>;
}

/** The one impure loop: observation → transition → journal → report → effects. */
export function createLoop(options: LoopOptions): Loop {
  const { clock, evaluator, earlier } = options;
  const report = earlier?.report ?? emptyReport();
  const end = openEnd();
  const keeps = readingThinner();
  const rests = restEnds();
  let begun: Begun | undefined;
  let newest: Reading | undefined;
  let recent: readonly Reading[] = [];
  let over = false;

  const observe = (observation: Observation): void => {
    if (over || begun === undefined) return;
    const { state, ports, runEffect } = begun;
    try {
      if (observation.type !== 'sampled') rests.end(ports.sampler, observation.at);
      // The reading of the rest may have ended the run.
      if (over) return;
      if (newest !== undefined && freesMemory(state, observation)) newest = withMemory(newest, ports.sampler.memory());
      const result = transition(state, observation, newest);
      // A reading that is not journaled still reaches `transition`: each decision records the figures that it is based on.
      const isThinnedOut = observation.type === 'sampled' && !keeps(observation.reading);
      record(isThinnedOut ? result.events.slice(1) : result.events.map(withBindingOnly));
      for (const effect of result.effects) runEffect(effect);
      clock.alarm(result.wakeAt, () => observe({ type: 'woke', at: clock.now() }));
      if (state.result !== undefined) void close(ports);
    } catch (error) {
      abandon(error);
    }
  };

  // Timers call this too, so that an error of the journal is handled here as in `observe`.
  const note = (message: string): void => {
    try {
      record([{ type: 'degraded', at: clock.now(), message }]);
    } catch (error) {
      abandon(error);
    }
  };

  const record = recorder(options, report, note);

  const halt = (): void => {
    over = true;
    clock.alarm(undefined, () => {});
    begun?.ports.sampler.stop();
  };

  const close = async ({ processes }: LoopPorts): Promise<void> => {
    halt();
    try {
      const escaped = await processes.sweep();
      for (const { pid, command } of escaped)
        note(`process ${pid} (${command}) escaped its task and was killed at the end of the run`);
      end.resolve({ type: 'ended', report });
    } catch (error) {
      end.reject(error);
    }
  };

  // Without a journal nothing may continue: the reports could not show what ran.
  const abandon = (error: unknown): void => {
    halt();
    const broken = (): void => {
      if (error instanceof JournalUnwritable) end.resolve({ type: 'broken', message: error.message });
      else end.reject(error);
    };
    if (begun === undefined) {
      broken();
      return;
    }
    const { state, ports } = begun;
    for (const id of [...state.active.keys(), ...state.late.keys()]) ports.processes.kill(id);
    for (const id of state.services.keys()) ports.processes.killService(id);
    void ports.processes.sweep().then(broken, broken);
  };

  return {
    start: (opening, ports) => {
      const state = stateOf(opening, options);
      const effects = { state, report, ports: { clock, ...ports }, evaluator, observe };
      begun = { state, ports, runEffect: createEffectRunner(effects) };
      ports.sampler.start((reading) => {
        // `newest` may hold memory that was measured between two windows.
        const { memory } = state.mission.admission;
        const isRepeated = reading.usage === recent.at(-1)?.usage;
        newest = withCriticalMemory(recent, withGrowth(newest, reading, isRepeated), memory, state.machine);
        recent = withRecent(recent, reading);
        observe({ type: 'sampled', at: rests.endedAt() ?? clock.now(), reading: newest });
        if (waitsForReadings(state) || needsUsualWindows(state, reading)) ports.sampler.endRest(reading.to);
      });
      observe(opening);
    },
    interrupt: (signal) => observe({ type: 'interrupted', at: clock.now(), signal }),
    note,
    finished: end.promise,
  };
}

/**
 * Ends a rest of the sampler at each event, so that no decision is based on a window that is older than usual. `endedAt` is the time of the event while the
 * reading of that rest is decided on, which comes right before it.
 */
function restEnds() {
  let ended: number | undefined;
  return {
    endedAt: (): number | undefined => ended,
    end: (sampler: Pick<Sampler, 'endRest'>, at: number): void => {
      ended = at;
      sampler.endRest(at);
      ended = undefined;
    },
  };
}

/** `transition` decides with all constraints, and its other events say which one binds. */
function withBindingOnly(event: Event): Event {
  if (event.type !== 'sampled') return event;
  const { critical: _, ...reading } = bindingOnly(event.reading);
  return { ...event, reading };
}

function stateOf(opening: MissionStarted | Resumed, { mission, evaluator, earlier }: LoopOptions): State {
  const { conditions } = evaluator;
  if (opening.type === 'resumed' && earlier !== undefined) {
    return resumeState(earlier.state, opening, { mission, conditions });
  }
  const state = begin(mission, opening.machine, conditions, opening.predictions);
  endElsewhere(state, opening.elsewhere ?? [], opening.at);
  return state;
}

/** Writes events to the journal, then to the report, then to the listener. If the listener throws, that is noted once and the run continues. */
function recorder(
  { journal, listen, redact }: LoopOptions,
  report: RunReport,
  note: (message: string) => void,
): (happened: readonly Event[]) => void {
  let complained = false;
  const show = (event: Event): void => {
    try {
      listen(event, report);
    } catch (error) {
      if (complained) return;
      complained = true;
      note(`progress could not be displayed: ${errorText(error)}`);
    }
  };
  return (happened) => {
    const events = redact === undefined ? happened : happened.map(redact);
    journal.append(events);
    for (const event of events) recordEvent(report, event);
    for (const event of events) show(event);
  };
}

interface End {
  readonly promise: Promise<RunEnd>;
  resolve(end: RunEnd): void;
  reject(error: unknown): void;
}

function openEnd(): End {
  let settle: Pick<End, 'resolve' | 'reject'> = { resolve: () => {}, reject: () => {} };
  const promise = new Promise<RunEnd>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}
