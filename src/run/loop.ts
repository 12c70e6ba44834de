import type { Mission } from '../mission/mission.ts';
import { emptyReport, recordEvent } from '../report/fold.ts';
import type { RunReport } from '../report/run-report.ts';
import { begin } from '../schedule/begin.ts';
import type { Effect } from '../schedule/effect.ts';
import type { Event, MissionStarted, Observation } from '../schedule/event.ts';
import type { Reading } from '../schedule/reading.ts';
import { taskOf, taskState } from '../schedule/state.ts';
import { step } from '../schedule/step.ts';
import type { Ports, StepOutcome } from './ports.ts';
import { readingThinner } from './reading-thinner.ts';
import { taskContext } from './task-context.ts';

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

/** The one impure loop: observation → step → journal → report → effects. */
export function startLoop(started: MissionStarted, ports: Ports, listen: Listener): Loop {
  const mission: Mission = started.mission;
  const state = begin(mission, started.machine);
  const report = emptyReport();
  const keeps = readingThinner();
  let newest: Reading | undefined;
  let over = false;
  let resolve: (report: RunReport) => void;
  let reject: (error: unknown) => void;
  const finished = new Promise<RunReport>((res, rej) => {
    resolve = res;
    reject = rej;
  });

  const record = (events: readonly Event[]): void => {
    ports.journal.append(events);
    for (const event of events) recordEvent(report, event);
    for (const event of events) listen(event, report);
  };

  const observe = (observation: Observation): void => {
    if (over) return;
    try {
      const result = step(state, observation, newest);
      record(isThinnedOut(observation) ? result.events.slice(1) : result.events);
      for (const effect of result.effects) carryOut(effect);
      ports.clock.alarm(result.wakeAt, () => observe({ type: 'woke', at: ports.clock.now() }));
      if (state.result !== undefined) void close();
    } catch (error) {
      abandon(error);
    }
  };

  const note = (message: string): void => record([{ type: 'degraded', at: ports.clock.now(), message }]);

  // A reading that is not kept still reaches `step`: decisions carry the figures that they rest on.
  const isThinnedOut = (observation: Observation): boolean =>
    observation.type === 'sampled' && !keeps(observation.reading);

  const carryOut = (effect: Effect): void => {
    const task = taskOf(state, effect.id);
    switch (effect.type) {
      case 'start': {
        const { attempt, step: index } = effect;
        const launch = { task, attempt, step: index, context: taskContext(report, task) };
        ports.processes.start(launch, (outcome) => answered(effect.id, attempt, index, outcome));
        return;
      }
      case 'terminate':
        ports.processes.terminate(effect.id);
        return;
      case 'kill':
        ports.processes.kill(effect.id);
        return;
      default:
        effect satisfies never;
    }
  };

  const answered = (id: string, attempt: number, index: number, outcome: StepOutcome): void => {
    if (over) return;
    const at = ports.clock.now();
    switch (outcome.type) {
      case 'started':
        observe({ type: 'step-started', at, id, step: index, pid: outcome.pid });
        return;
      case 'spawn-failed':
        observe({ type: 'spawn-failed', at, id, step: index, message: outcome.message });
        return;
      case 'exited': {
        const { type: _, ...facts } = outcome;
        const task = taskOf(state, id);
        const goesOn =
          outcome.exitCode === 0 && index + 1 < task.steps.length && taskState(state, id).phase === 'running';
        const left = goesOn ? {} : { left: ports.processes.collect(task, attempt) };
        observe({ type: 'step-exited', at, id, step: index, ...facts, ...left });
        return;
      }
      default:
        outcome satisfies never;
    }
  };

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
    reject(error);
  };

  ports.sampler.start((reading) => {
    newest = reading;
    observe({ type: 'sampled', at: ports.clock.now(), reading });
  });
  observe(started);
  return {
    interrupt: (signal) => observe({ type: 'interrupted', at: ports.clock.now(), signal }),
    note,
    finished,
  };
}
