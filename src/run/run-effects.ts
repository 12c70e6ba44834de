import type { Task } from '../mission/model/mission.ts';
import { isFinally, stepAt } from '../mission/model/steps.ts';
import type { Ports, ServiceOutcome, StepExit, StepOutcome } from '../ports/ports.ts';
import type { RunReport } from '../report/model/run.ts';
import { resultSoFar } from '../schedule/attempt.ts';
import { type Exit, endsAttempt } from '../schedule/ends-attempt.ts';
import type { Effect, StartEffect } from '../schedule/events/effect.ts';
import type { LeftBehind, Observation } from '../schedule/events/event.ts';
import { runningOrLate } from '../schedule/state/apply-step.ts';
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
export function createEffectRunner(run: EffectContext): (effect: Effect) => void {
  const { state, report, ports, evaluator, observe } = run;
  const { clock, processes, sampler } = ports;
  /** By task: the environment of its running attempt. All steps of an attempt see the same one, even if other tasks end meanwhile. */
  const environments = new Map<string, EvaluatedEnvironment>();
  const services = new Map(state.mission.services.map((service) => [service.id, service]));

  function start(effect: StartEffect): void {
    const { id, attempt, step, evictions, variables } = effect;
    const isFirst = effect.later !== true;
    const task = taskOf(state, id);
    const ofTask = (isFirst ? undefined : environments.get(id)) ?? evaluator.environment(state, task);
    environments.set(id, ofTask);
    const environment = stepEnvironment(run, task, step, ofTask);
    const answer = (outcome: StepOutcome): void => stepAnswered(task, attempt, step, outcome);
    if (environment.type === 'failed') {
      // Asynchronously, like any start that fails: the loop is still executing the effects of the current transition.
      queueMicrotask(() => answer({ type: 'spawn-failed', message: environment.message }));
      return;
    }
    const context = taskContext(report, state, task);
    const launch = { task, attempt, step, isFirst, env: environment.env, context, path: variables?.path ?? [] };
    const endsSteps = (exit: StepExit): boolean => endsAttempt(state, { id, step, at: clock.now(), ...exit });
    processes.start({ ...launch, endsSteps, ...(evictions === undefined ? {} : { evictions }) }, answer);
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
        observe({ type: 'step-exited', ...exit, ...leftBehind(run, task, attempt, exit) });
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

/** The variables of the task, then those that earlier steps have set, then those of the step. */
function stepEnvironment(
  { state, evaluator }: Pick<EffectContext, 'state' | 'evaluator'>,
  task: Task,
  step: number,
  ofTask: EvaluatedEnvironment,
): EvaluatedEnvironment {
  const progress = runningOrLate(state, task.id)?.progress;
  if (ofTask.type === 'failed' || progress === undefined) return ofTask;
  const before = { ...ofTask.env, ...progress.variables.env };
  if (stepAt(task, step)?.env === undefined) return { type: 'evaluated', env: before };
  return evaluator.stepEnvironment(state, task, { step, progress, result: resultSoFar(state, task.id) }, before);
}

/** What the attempt left behind, if this exit ends its steps, or is that of a `finally` step. */
function leftBehind(
  { state, ports }: Pick<EffectContext, 'state' | 'ports'>,
  task: Task,
  attempt: number,
  exit: Exit,
): { readonly left?: LeftBehind } {
  // Its attempt belongs to the run that was killed.
  if (state.late.has(task.id)) return {};
  if (isFinally(task, exit.step)) return { left: ports.processes.collectLog(task, attempt) };
  return endsAttempt(state, exit) ? { left: ports.processes.collect(task, attempt) } : {};
}

/** What an answer of a service means for the schedule. */
function serviceObservation(id: string, at: number, outcome: ServiceOutcome): Observation {
  switch (outcome.type) {
    case 'started':
      return { type: 'service-started', at, id, pid: outcome.pid };
    case 'ready':
      return { type: 'service-ready', at, id, ...(outcome.setup === undefined ? {} : { setup: outcome.setup }) };
    case 'failed': {
      const { type: _, ...facts } = outcome;
      return { type: 'service-failed', at, id, ...facts };
    }
    case 'exited': {
      const { type: _, ...facts } = outcome;
      return { type: 'service-exited', at, id, ...facts };
    }
    default:
      return outcome satisfies never;
  }
}
