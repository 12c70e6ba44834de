import type { Task } from '../mission/model/mission.ts';
import { allSteps, isFinally, stepAt } from '../mission/model/steps.ts';
import type { StepSkipped } from './events/step.ts';
import type { State, StepMoment } from './state/state.ts';
import { afterSkip, type StepProgress } from './state/step-progress.ts';

/** Which step follows, and which ones are skipped before it. */
export interface NextStep {
  /** Absent if none follows. */
  readonly step?: number;
  readonly skipped: readonly Pick<StepSkipped, 'step' | 'reason' | 'failed'>[];
}

/** The steps that are asked: up to `until`, not included. */
interface Range {
  readonly from: number;
  readonly until: number;
}

/**
 * The step of `steps` that follows. Decides nothing and changes nothing, so it can be asked before the end of a step is observed.
 *
 * @param from the first step that may follow
 */
export function nextStep(state: State, task: Task, from: number, progress: StepProgress): NextStep {
  return search(state, task, { from, until: task.steps.length }, progress, (after) =>
    after.failed === undefined ? 'success' : 'failure',
  );
}

/** The `finally` step that follows. */
export function nextFinallyStep(
  state: State,
  task: Task,
  from: number,
  progress: StepProgress,
  result: StepMoment['result'],
): NextStep {
  const range = { from: Math.max(from, task.steps.length), until: allSteps(task).length };
  return search(state, task, range, progress, () => result);
}

function search(
  state: State,
  task: Task,
  { from, until }: Range,
  before: StepProgress,
  resultOf: (progress: StepProgress) => StepMoment['result'],
): NextStep {
  // As at the end of most attempts.
  if (from >= until) return NO_STEP;
  const skipped: Pick<StepSkipped, 'step' | 'reason' | 'failed'>[] = [];
  let progress = before;
  for (let step = from; step < until; step += 1) {
    const skip = skipOf(state, task, { step, progress, result: resultOf(progress) });
    if (skip === undefined) return { step, skipped };
    skipped.push(skip);
    progress = afterSkip(progress, task, skip);
  }
  // After a failure, steps without an `if` just do not run: the failure is what the reports show.
  return { skipped: skipped.filter(({ step }) => isFinally(task, step) || stepAt(task, step)?.if !== undefined) };
}

const NO_STEP: NextStep = { skipped: [] };

/** Why this step does not run; undefined if it does. */
function skipOf(state: State, task: Task, moment: StepMoment): NextStep['skipped'][number] | undefined {
  const { step, progress } = moment;
  if (stepAt(task, step)?.if === undefined) {
    if (isFinally(task, step) || progress.failed === undefined) return undefined;
    return { step, reason: `step ${progress.failed.step + 1} failed` };
  }
  const verdict = state.conditions(state, task, moment);
  switch (verdict.type) {
    case 'run':
      return undefined;
    case 'skip':
      return { step, reason: verdict.reason };
    case 'fail':
      return { step, reason: verdict.reason, failed: true };
    default:
      return verdict satisfies never;
  }
}
