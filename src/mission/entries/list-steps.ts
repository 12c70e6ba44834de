import type { TaskDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';
import type { Entry } from './checking.ts';

type StepDrafts = NonNullable<TaskDraft['steps']>;

/** One step as written. */
export interface StepEntry {
  readonly path: Path;
  readonly draft: NonNullable<StepDrafts[number]>;
  readonly isFinally: boolean;
}

/** The steps of a task, then its `finally` steps, without those that could not be read. */
export function listSteps({ path, draft }: Entry): readonly StepEntry[] {
  if (draft.steps === undefined && draft.finally === undefined) return NO_STEPS;
  return (['steps', 'finally'] as const).flatMap((key) =>
    (draft[key] ?? []).flatMap((step, index): StepEntry[] =>
      step === undefined ? [] : [{ path: [...path, key, index], draft: step, isFinally: key === 'finally' }],
    ),
  );
}

/** One empty list for all: several checks ask for the steps of each of 10,000 tasks. */
const NO_STEPS: readonly StepEntry[] = [];
