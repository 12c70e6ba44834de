import type { Gate } from '../mission/model/mission.ts';
import type { Selection } from '../mission/select-tasks.ts';
import type { RunOverrides } from '../schedule/events/opening.ts';

/** Options of the command line or inputs of the action that override the mission file. */
export interface RequestedOverrides extends Selection {
  readonly gate: Gate | undefined;
  readonly base: string | undefined;
}

/** The overrides as the journal stores them: only those that were given. */
export function givenOverrides({ only, skip, gate, base }: RequestedOverrides, from: string): RunOverrides {
  return {
    from,
    ...(only.length === 0 ? {} : { only }),
    ...(skip.length === 0 ? {} : { skip }),
    ...(gate === undefined ? {} : { gate }),
    ...(base === undefined ? {} : { base }),
  };
}
