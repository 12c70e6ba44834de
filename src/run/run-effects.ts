import type { Task } from '../mission/model/mission.ts';
import type { Ports, ServiceOutcome, StepOutcome } from '../ports/ports.ts';
import type { RunReport } from '../report/model/run.ts';
import { endsAttempt } from '../schedule/ends-attempt.ts';
import type { Effect, StartEffect } from '../schedule/events/effect.ts';
import type { Observation } from '../schedule/events/event.ts';
import { type State, taskOf } from '../schedule/state/state.ts';
import type { EvaluatedEnvironment, ExpressionEvaluator } from './expressions/evaluator.ts';
import { taskContext } from './expressions/task-context.ts';

/** The run whose effects are executed. */
export interface EffectContext {
  readonly state: State;
  readonly report: RunReport;
  readonly ports: Pick<Ports, 'clock' | 'processes' | 'sampler'>;
  readonly evaluator: ExpressionEvaluator;
  readonly observe: (observation: Observation) => void;
}

/** Returns a function that executes the effects of the schedule and reports each outcome as an observation. */
export function createEffectRunner({
  state,
  report,
  ports,
  evaluator,
  observe,
}: EffectContext): (effect: Effect) => void {
  const { clock, processes, sampler } = ports;
  /** By task: the environment of its running attempt. All steps of an attempt see the same one, even if other tasks end meanwhile. */
  const environments = new Map<string, EvaluatedEnvironment>();
  const services = new Map(state.mission.services.map((service) => [service.id, service]));

  function start({ id, attempt, step, evictions }: StartEffect): void {
    const task = taskOf(state, id);
    const known = step === 0 ? undefined : environments.get(id);
    const environment = known ?? evaluator.environment(state, task);
    environments.set(id, environment);
    const answer = (outcome: StepOutcome): void => stepAnswered(task, attempt, step, outcome);
    if (environment.type === 'failed') {
      // Asynchronously, like any start that fails: the loop is still executing the effects of the current transition.
      queueMicrotask(() => answer({ type: 'spawn-failed', message: environment.message }));
      return;
    }
    const { env } = environment;
    const context = taskContext(report, state, task);
    processes.start({ task, attempt, step, env, context, ...(evictions === undefined ? {} : { evictions }) }, answer);
  }

  function stepAnswered(task: Task, attempt: number, step: number, outcome: StepOutcome): void {
    const at = clock.now();
    const { id } = task;
    switch (outcome.type) {
      case 'started':
        observe({
          ...{ type: 'step-started', at, id, step, pid: outcome.pid },
          ...(outcome.workspace === undefined ? {} : { workspace: outcome.workspace }),
        });
        return;
      case 'spawn-failed':
        observe({ type: 'spawn-failed', at, id, step, message: outcome.message });
        return;
      case 'exited': {
        const { type: _, ...facts } = outcome;
        const exit = { id, step, at, ...facts };
        const left = endsAttempt(state, exit) ? { left: processes.collect(task, attempt) } : {};
        observe({ type: 'step-exited', ...exit, ...left });
        return;
      }
      default:
        outcome satisfies never;
    }
  }

  function startService(id: string): void {
    const service = services.get(id);
    if (service === undefined) throw new Error(`no service ${id} in mission ${state.mission.name}`);
    const environment = evaluator.environment(state, service);
    const answer = (outcome: ServiceOutcome): void => observe(serviceObservation(id, clock.now(), outcome));
    if (environment.type === 'failed') {
      queueMicrotask(() => answer({ type: 'failed', message: environment.message, running: false }));
      return;
    }
    processes.startService({ ...service, env: environment.env }, answer);
  }

  return (effect) => {
    switch (effect.type) {
      case 'start':
        start(effect);
        return;
      case 'terminate':
        processes.terminate(effect.id);
        return;
      case 'kill':
        processes.kill(effect.id);
        return;
      case 'pause':
        processes.pause(effect.id);
        return;
      case 'continue':
        processes.continue(effect.id);
        return;
      case 'start-service':
        startService(effect.id);
        return;
      case 'terminate-service':
        processes.terminateService(effect.id);
        return;
      case 'kill-service':
        processes.killService(effect.id);
        return;
      case 'measure':
        sampler.measure(effect.within);
        return;
      default:
        effect satisfies never;
    }
  };
}

/** What an answer of a service means for the schedule. */
function serviceObservation(id: string, at: number, outcome: ServiceOutcome): Observation {
  switch (outcome.type) {
    case 'started':
      return { type: 'service-started', at, id, pid: outcome.pid };
    case 'ready':
      return { type: 'service-ready', at, id, ...(outcome.setup === undefined ? {} : { setup: outcome.setup }) };
    case 'failed':
      return { type: 'service-failed', at, id, message: outcome.message, running: outcome.running };
    case 'exited': {
      const { type: _, ...facts } = outcome;
      return { type: 'service-exited', at, id, ...facts };
    }
    default:
      return outcome satisfies never;
  }
}
