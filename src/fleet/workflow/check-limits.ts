import type { Mission } from '../../mission/model/mission.ts';
import { utf8Length } from '../../report/text/utf8-length.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import { formatPlan } from '../plan/plan-text.ts';

/** Jobs of a matrix, and of a file that a person can still read: https://docs.github.com/actions/reference/limits */
const MOST_PARTS = 256;

/** Bytes of a workflow file. */
const MOST_BYTES = 500_000;

/** Bytes of a plan. It is handed over as an environment variable, of which Linux allows 128 KiB. */
const MOST_PLAN_BYTES = 120_000;

/** Why GitHub would refuse the workflow; undefined if it would not. */
export function beyondLimits(text: string, plan: FleetPlan, mission: Mission): string | undefined {
  if (plan.parts.length > MOST_PARTS) {
    return `expected at most ${MOST_PARTS} parts, found ${plan.parts.length}; plan for fewer runners with --runners`;
  }
  const planBytes = utf8Length(formatPlan(plan, mission));
  if (planBytes > MOST_PLAN_BYTES) {
    return `expected a plan of at most ${MOST_PLAN_BYTES} bytes, found ${planBytes}; shorten the ids of tasks, or put the combinations of a matrix into one part`;
  }
  const bytes = utf8Length(text);
  if (bytes > MOST_BYTES) {
    return `expected a workflow file of at most ${MOST_BYTES} bytes, found ${bytes}; use --dynamic, whose parts share one job`;
  }
  return undefined;
}
