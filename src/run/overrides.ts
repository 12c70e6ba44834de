import type { GivenInputs } from '../mission/inputs/resolve-inputs.ts';
import type { Gate } from '../mission/model/mission.ts';
import type { Selection } from '../mission/selection/select-tasks.ts';
import type { RunOverrides } from '../schedule/events/opening.ts';

/** Options of the command line or inputs of the action that override the mission file. */
export interface RequestedOverrides extends Selection {
  readonly gate: Gate | undefined;
  readonly base: string | undefined;
  /** True for `--keep-workspaces`. */
  readonly keepWorkspaces?: boolean | undefined;
  /** Of `--artifacts`. */
  readonly artifacts?: 'strict' | undefined;
  /** How many tasks and tests the selection leaves out. */
  readonly leftOut?: number;
  readonly inputs: GivenInputs;
}

/** The overrides as the journal stores them: only those that were given. */
export function givenOverrides(requested: RequestedOverrides, from: string): RunOverrides {
  const {
    only,
    skip,
    withNeeds,
    withDependents,
    leftOut = 0,
    gate,
    base,
    inputs,
    keepWorkspaces,
    artifacts,
  } = requested;
  return {
    from,
    ...(only.length === 0 ? {} : { only }),
    ...(skip.length === 0 ? {} : { skip }),
    // Without `only`, there is nothing to which they add.
    ...(withNeeds === true && only.length > 0 ? { withNeeds: true } : {}),
    ...(withDependents === true && only.length > 0 ? { withDependents: true } : {}),
    ...(leftOut === 0 ? {} : { leftOut }),
    ...(gate === undefined ? {} : { gate }),
    ...(base === undefined ? {} : { base }),
    ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
    ...(keepWorkspaces === true ? { keepWorkspaces } : {}),
    ...(artifacts === undefined ? {} : { artifacts }),
  };
}
