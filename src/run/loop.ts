import { errorText } from '../base/error-code.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { Ports } from '../ports/ports.ts';
import { emptyReport, recordEvent } from '../report/fold/fold.ts';
import type { RunReport } from '../report/model/run.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../schedule/events/opening.ts';
import type { Reading } from '../schedule/events/reading.ts';
import { freesMemory, withMemory } from '../schedule/frees-memory.ts';
import { begin } from '../schedule/state/begin.ts';
import { resumeState } from '../schedule/state/resume-state.ts';
import type { State } from '../schedule/state/state.ts';
import { transition } from '../schedule/transition.ts';
import { type ExpressionEvaluator, plainEvaluator } from './expressions/evaluator.ts';
import { readingThinner } from './reading-thinner.ts';
import { createEffectRunner } from './run-effects.ts';

/** Called after each event is in the journal and folded into the report. */
export type Listener = (event: Event, report: RunReport) => void;

export interface Loop {
  /** Somebody wants the run to stop; the second time kills. */
  interrupt(signal: string): void;
  /** Something of the run itself does not work: goes to the journal and the reports. */
  note(message: string): void;
  /** Resolves when every task has ended; rejects when the journal cannot be written, with everything killed. The journal stays open. */
  readonly finished: Promise<RunReport>;
}

/** What the journal does not hold. */
export interface LoopOptions {
  /** With its secrets, which the journal's has not. */
  readonly mission: Mission;
  readonly evaluator: ExpressionEvaluator;
  /** What of an event goes to the journal and into the reports; absent: all of it. */
  readonly redact?: (event: Event) => Event;
  /** What the journal had come to, of a run that is resumed. */
  readonly earlier?: { readonly state: State; readonly report: RunReport };
}

/** The one impure loop: observation → step → journal → report → effects. */
export function startLoop(
  opening: MissionStarted | Resumed,
  ports: Ports,
  listen: Listener,
  meant?: LoopOptions,
): Loop {
  const { mission, evaluator, redact, earlier }: LoopOptions = meant ?? {
    mission: opening.mission,
    evaluator: plainEvaluator,
  };
  const { conditions } = evaluator;
  const state =
    opening.type === 'resumed' && earlier !== undefined
      ? resumeState(earlier.state, opening, { mission, conditions })
      : begin(mission, opening.machine, conditions, opening.predictions);
  const report = earlier?.report ?? emptyReport();
  const keeps = readingThinner();
  let newest: Reading | undefined;
  let over = false;
  let resolve: (report: RunReport) => void;
  let reject: (error: unknown) => void;
  const finished = new Promise<RunReport>((res, rej) => {
    resolve = res;
    reject = rej;
  });

  const record = (happened: readonly Event[]): void => {
    const events = redact === undefined ? happened : happened.map(redact);
    ports.journal.append(events);
    for (const event of events) recordEvent(report, event);
    for (const event of events) tell(event);
  };

  const observe = (observation: Observation): void => {
    if (over) return;
    try {
      if (newest !== undefined && freesMemory(state, observation)) newest = withMemory(newest, ports.sampler.memory());
      const result = transition(state, observation, newest);
      record(isThinnedOut(observation) ? result.events.slice(1) : result.events);
      for (const effect of result.effects) runEffects(effect);
      ports.clock.alarm(result.wakeAt, () => observe({ type: 'woke', at: ports.clock.now() }));
      if (state.result !== undefined) void close();
    } catch (error) {
      abandon(error);
    }
  };

  // Who only shows the run must not decide how it ends: what goes wrong there is noted, once.
  let complained = false;
  const tell = (event: Event): void => {
    try {
      listen(event, report);
    } catch (error) {
      if (complained) return;
      complained = true;
      note(`what happens could not be shown: ${errorText(error)}`);
    }
  };

  const runEffects = createEffectRunner({ state, report, ports, evaluator, observe });

  // Also called by timers: without a journal nothing may go on, wherever that shows first.
  const note = (message: string): void => {
    try {
      record([{ type: 'degraded', at: ports.clock.now(), message }]);
    } catch (error) {
      abandon(error);
    }
  };

  // A reading that is not kept still reaches `step`: decisions carry the figures that they rest on.
  const isThinnedOut = (observation: Observation): boolean =>
    observation.type === 'sampled' && !keeps(observation.reading);

  const close = async (): Promise<void> => {
    over = true;
    ports.clock.alarm(undefined, () => {});
    ports.sampler.stop();
    try {
      const escaped = await ports.processes.sweep();
      for (const { pid, command } of escaped)
        note(`process ${pid} (${command}) had escaped its task and was killed at the end`);
      resolve(report);
    } catch (error) {
      reject(error);
    }
  };

  // Without a journal nothing may go on: what runs now could not be accounted for.
  const abandon = (error: unknown): void => {
    over = true;
    ports.clock.alarm(undefined, () => {});
    ports.sampler.stop();
    for (const id of state.active) ports.processes.kill(id);
    for (const id of state.services.keys()) ports.processes.killService(id);
    const broken = (): void => reject(error);
    void ports.processes.sweep().then(broken, broken);
  };

  ports.sampler.start((reading) => {
    newest = reading;
    observe({ type: 'sampled', at: ports.clock.now(), reading });
  });
  observe(opening);
  return {
    interrupt: (signal) => observe({ type: 'interrupted', at: ports.clock.now(), signal }),
    note,
    finished,
  };
}
