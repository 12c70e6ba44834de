import type { FleetPlan } from '../../../fleet/plan/fleet-plan.ts';
import { type ParsedPlan, parsePlan } from '../../../fleet/plan/plan-text.ts';
import { withoutCuts } from '../../../fleet/plan/without-cuts.ts';
import { chooseFleet, type FleetRequest } from '../../../fleet/runners/choose.ts';
import type { Kept } from '../../../fleet/workflow/read-kept.ts';

export type PlannedWorkflow =
  | { readonly type: 'planned'; readonly plan: FleetPlan; readonly text?: string; readonly note?: string }
  | { readonly type: 'refused'; readonly message: string };

/**
 * The plan of a workflow: that of the file that is there, if it is still a plan of this mission. Otherwise a new one, for as many runners as
 * the file has. Whether the file is up to date then depends on no history and no machine.
 *
 * @param dynamic the parts need nothing of each other
 * @param kept what the file that is there has; absent for a new plan
 */
export function planWorkflow(request: FleetRequest, dynamic: boolean, kept?: Kept): PlannedWorkflow {
  const { mission } = request;
  if (dynamic) return choose({ ...request, mission: withoutCuts(mission) });
  const hasOneJob = kept?.plan === undefined && kept?.jobs.has('mission') === true;
  if (hasOneJob) return choose({ ...request, runners: 1 });
  if (kept?.plan === undefined) return choose(request);
  const parsed = parsePlan(kept.plan, mission);
  if (parsed.type === 'plan') return { type: 'planned', plan: parsed.plan, text: kept.plan };
  const runners = kept.plan.match(/^\d/gm)?.length ?? 1;
  const again = choose({ ...request, runners });
  const made = again.type === 'planned' ? again : choose(request);
  if (made.type === 'refused') return made;
  return {
    ...made,
    note: `the plan in the file is not one of this mission (${firstProblem(parsed)}), so a new one was made`,
  };
}

function choose(request: FleetRequest): PlannedWorkflow {
  const result = chooseFleet(request);
  return result.type === 'refused' ? result : { type: 'planned', plan: result.chosen.plan };
}

function firstProblem({ problems }: Extract<ParsedPlan, { type: 'invalid' }>): string {
  const [first] = problems;
  if (first === undefined) return 'it is empty';
  return `${first.line === undefined ? '' : `line ${first.line}: `}${first.message}`;
}
