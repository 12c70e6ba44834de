import type { Mission } from '../../mission/model/mission.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import { jobNames } from './job-names.ts';

/** A job of the matrix, as the workflow reads it. */
export interface MatrixJob {
  readonly name: string;
  /** Such as `2/4`. */
  readonly part: string;
  /** Absent: the usual runner of the workflow. */
  readonly 'runs-on'?: string;
}

/** The matrix for a plan. It is never empty, because a plan has at least one part: GitHub refuses an empty matrix. */
export function matrixOf(plan: FleetPlan, mission: Mission): readonly MatrixJob[] {
  const names = jobNames(plan, mission, []);
  return plan.parts.map(({ number, label }) => ({
    name: names.get(number)?.shown ?? `part ${number}`,
    part: `${number}/${plan.parts.length}`,
    ...(label === undefined ? {} : { 'runs-on': label }),
  }));
}
