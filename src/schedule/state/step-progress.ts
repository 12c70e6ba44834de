import type { StepResult } from '../../mission/expressions/facts.ts';
import { isSuccess } from '../../mission/model/exit-codes.ts';
import type { Task } from '../../mission/model/mission.ts';
import { isFinally, stepAt } from '../../mission/model/steps.ts';
import type { SpawnFailed, StepExited } from '../events/event.ts';
import type { StepSkipped, StepVariables } from '../events/step.ts';

/** How far an attempt has come. Steps are named by their index into `allSteps`. */
export interface StepProgress {
  /** By step: how it ended; absent if it has not. */
  readonly ends: ReadonlyMap<number, StepEnd>;
  /** What the next step gets. */
  readonly variables: StepVariables;
  /** True once a process of the attempt was started. */
  readonly hasStarted: boolean;
  /** The first of `steps` that failed. */
  readonly failed?: FailedStep;
  /** The first of `finally` that failed. */
  readonly finallyFailed?: FailedStep;
}

/** As in the context `steps` of workflows. */
export interface StepEnd {
  readonly outcome: StepResult;
  /** `success` for a failure with `continue-on-error`. */
  readonly conclusion: StepResult;
}

/** How a step failed. */
export interface FailedStep {
  readonly step: number;
  readonly exitCode?: number;
  readonly signal?: string;
  readonly outOfMemory?: boolean;
  readonly maybeOutOfMemory?: boolean;
  /** True if its own time limit was over. */
  readonly timedOut?: boolean;
  /** Why its process could not be started. */
  readonly message?: string;
  /** Why what it handed to later steps was rejected. */
  readonly rejected?: string;
}

export const noProgress: StepProgress = {
  ends: new Map(),
  variables: { env: {}, path: [] },
  hasStarted: false,
};

const SUCCESS: StepEnd = { outcome: 'success', conclusion: 'success' };

/** One for all tasks whose only step succeeds and hands nothing on: a plan of 100,000 tasks would make as many maps. */
const FIRST_SUCCEEDED: StepProgress = { ...noProgress, hasStarted: true, ends: new Map([[0, SUCCESS]]) };

/** Where the task is when a step ends. */
interface Stand {
  /** True if the task is being stopped, and its `finally` steps have not begun: the step was cancelled then. */
  readonly isStopped: boolean;
  /** True if the time limit of the step was over. */
  readonly timedOut: boolean;
}

export function afterExit(progress: StepProgress, task: Task, exited: StepExited, stand: Stand): StepProgress {
  const { step, exitCode, signal, outOfMemory, maybeOutOfMemory, variables, variablesRejected } = exited;
  const isSuccessful = isSuccess(task, exitCode) && variablesRejected === undefined && !stand.timedOut;
  if (isSuccessful && progress === noProgress && step === 0 && variables === undefined && !stand.isStopped) {
    return FIRST_SUCCEEDED;
  }
  const started = { ...progress, hasStarted: true };
  const next = variables === undefined ? started : { ...started, variables: merged(progress.variables, variables) };
  if (stand.isStopped) return withEnd(next, step, { outcome: 'cancelled', conclusion: 'cancelled' });
  if (isSuccessful) return withEnd(next, step, SUCCESS);
  return withFailure(next, task, {
    step,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal === undefined ? {} : { signal }),
    ...(outOfMemory === true ? { outOfMemory } : {}),
    ...(maybeOutOfMemory === true ? { maybeOutOfMemory } : {}),
    ...(stand.timedOut ? { timedOut: true } : {}),
    ...(variablesRejected === undefined ? {} : { rejected: variablesRejected }),
  });
}

export function afterSpawnFailure(progress: StepProgress, task: Task, failed: SpawnFailed, stand: Stand): StepProgress {
  const { step, message } = failed;
  if (stand.isStopped) return withEnd(progress, step, { outcome: 'cancelled', conclusion: 'cancelled' });
  return withFailure(progress, task, { step, message });
}

export function afterSkip(
  progress: StepProgress,
  task: Task,
  { step, reason, failed }: Pick<StepSkipped, 'step' | 'reason' | 'failed'>,
): StepProgress {
  if (failed === true) return withFailure(progress, task, { step, message: reason });
  return withEnd(progress, step, { outcome: 'skipped', conclusion: 'skipped' });
}

function withFailure(progress: StepProgress, task: Task, failed: FailedStep): StepProgress {
  if (stepAt(task, failed.step)?.continueOnError === true) {
    return withEnd(progress, failed.step, { outcome: 'failure', conclusion: 'success' });
  }
  const next = withEnd(progress, failed.step, { outcome: 'failure', conclusion: 'failure' });
  if (isFinally(task, failed.step)) return { ...next, finallyFailed: progress.finallyFailed ?? failed };
  return { ...next, failed: progress.failed ?? failed };
}

function withEnd(progress: StepProgress, step: number, end: StepEnd): StepProgress {
  return { ...progress, ends: new Map(progress.ends).set(step, end) };
}

/** Folders of later steps are searched first, as in workflows. */
function merged(before: StepVariables, added: StepVariables): StepVariables {
  const path = [...added.path, ...before.path.filter((folder) => !added.path.includes(folder))];
  return { env: { ...before.env, ...added.env }, path };
}
