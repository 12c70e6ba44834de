import { createHash } from 'node:crypto';
import { ownMission } from '../../fleet/part/part-mission.ts';
import { type FleetPlan, partsBefore } from '../../fleet/plan/fleet-plan.ts';
import { parsePlan, planDigest } from '../../fleet/plan/plan-text.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { type Refusal, refused } from '../folder/refusal.ts';
import type { PartNumber } from './part-number.ts';

/** Which part of which plan is to run. */
export interface PartRequest extends PartNumber {
  /** The text of the plan; see `parsePlan`. */
  readonly plan: string;
}

/** A part, with the mission that it belongs to. */
export interface ChosenPart {
  readonly number: number;
  readonly plan: FleetPlan;
  readonly digest: string;
  /** Numbers of the parts that have to end before it, ascending. */
  readonly before: readonly number[];
  /** All tasks of the mission file. */
  readonly mission: Mission;
}

export type Chosen = { readonly type: 'chosen'; readonly part: ChosenPart; readonly own: Mission } | Refusal;

/**
 * Reads the plan, and reduces the mission to the tasks of the part.
 *
 * @param mission all tasks, with the values of inputs
 */
export function choosePart({ number, of, plan: text }: PartRequest, mission: Mission): Chosen {
  const parsed = parsePlan(text, mission);
  if (parsed.type === 'invalid') {
    const problems = parsed.problems.map(({ line, message, hint }) => {
      return `${line === undefined ? '' : `line ${line}: `}${message}${hint === undefined ? '' : `; ${hint}`}`;
    });
    return refused(`the plan cannot be used: ${problems.join('. ')}`);
  }
  const { plan } = parsed;
  const { length } = plan.parts;
  if (of !== length || number > length) {
    return refused(
      `expected a part of ${length}, because the plan has so many, found ${number}/${of}; make the workflow again, or correct the part`,
    );
  }
  const own = ownMission(mission, plan, number);
  if (own.type === 'refused') return own;
  const digest = planDigest(plan, mission, (each) => createHash('sha256').update(each).digest('hex'));
  return {
    type: 'chosen',
    own: own.mission,
    part: { number, plan, digest, before: partsBefore(plan, number), mission },
  };
}
