import type { Mission } from '../../mission/model/mission.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import type { Kept } from './read-kept.ts';

/** What a workflow file is made from. */
export interface WorkflowRequest {
  readonly mission: Mission;
  /** Written into the file, unless `dynamic` is present. */
  readonly plan: FleetPlan;
  /** The same plan as its maintainer wrote it. Absent: as `formatPlan` writes it. */
  readonly planText?: string;
  /** A plan is made in each run, for so many runners. */
  readonly dynamic?: number | 'auto';
  /** Path of the mission file, relative to `folder`, with `/`. */
  readonly file: string;
  /** The folder in which the mission runs, relative to the root of the repository, with `/`; `.` for the root. */
  readonly folder: string;
  /** The arguments of `mission workflow` that make the file, for its header. */
  readonly command: string;
  /** Path of an action in the repository that sets a runner up, such as `./.github/actions/setup`. Absent: the steps that are kept do. */
  readonly setup?: string;
  /** This action, as `uses` names it. Absent: as in the file that is there, or as in the documents. */
  readonly action?: string;
  /** Values of inputs of the mission, each as `NAME=VALUE`. */
  readonly inputs: readonly string[];
  /** True if commands of the mission print values of a matrix: then each job that reads the mission has to be set up. */
  readonly hasCommands?: boolean;
  /** What the file that is there has and must not be lost. Absent: there is none. */
  readonly kept?: Kept;
}
