import type { Gate } from '../mission/model/mission.ts';
import type { Selection } from '../mission/select-tasks.ts';
import type { RunOverrides } from '../schedule/events/opening.ts';

/** What a run was asked for beyond the mission file, by options of the command line or inputs of the action. */
export interface RequestedOverrides extends Selection {
  readonly gate: Gate | undefined;
  readonly base: string | undefined;
}

/** The same for the journal, without what was not asked for. */
export function askedFor({ only, skip, gate, base }: RequestedOverrides, from: string): RunOverrides {
  return {
    from,
    ...(only.length === 0 ? {} : { only }),
    ...(skip.length === 0 ? {} : { skip }),
    ...(gate === undefined ? {} : { gate }),
    ...(base === undefined ? {} : { base }),
  };
}
