import { formatPlan } from '../../fleet/plan/plan-text.ts';
import { withoutCuts } from '../../fleet/plan/without-cuts.ts';
import { chooseFleet } from '../../fleet/runners/choose.ts';
import { DEFAULT_MOST_RUNNERS, DEFAULT_OVERHEAD } from '../../fleet/runners/defaults.ts';
import { type MatrixJob, matrixOf } from '../../fleet/workflow/matrix.ts';
import { type PrepareRequest, prepareRun } from '../../run/prepare.ts';

export interface PlanPartsRequest extends PrepareRequest {
  /** `auto`: as many as are worth it. */
  readonly runners: 'auto' | number;
}

export type PlannedParts =
  | {
      readonly type: 'planned';
      /** The plan as text, for the jobs of the parts and the verdict. */
      readonly text: string;
      readonly matrix: readonly MatrixJob[];
      /** Problems, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Plans parts that need nothing of each other, for what has changed. Tasks that `paths` or `changed()` skip take no time, but each task is in a
 * part, which reports that it was skipped.
 */
export async function planParts(request: PlanPartsRequest): Promise<PlannedParts> {
  const { mission, machine, runners } = request;
  const { evaluator, history, notes } = await prepareRun(request);
  const result = chooseFleet({
    mission: withoutCuts(mission),
    machine,
    assume: 'open',
    conditions: evaluator.conditions,
    predictions: history?.predictions,
    overhead: history?.overhead?.overhead ?? DEFAULT_OVERHEAD,
    mostRunners: DEFAULT_MOST_RUNNERS,
    runners,
  });
  if (result.type === 'refused') return result;
  const { plan } = result.chosen;
  return { type: 'planned', text: formatPlan(plan, mission), matrix: matrixOf(plan, mission), notes };
}
