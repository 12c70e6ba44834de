import type { Mission } from '../../mission/model/mission.ts';
import type { PartOpening, TaskElsewhere } from '../../schedule/events/elsewhere.ts';

/** One part of a mission that runs on several runners. */
export interface RunPart {
  readonly opening: PartOpening;
  /** How the tasks of other parts ended on which those of this part depend. */
  readonly elsewhere: readonly TaskElsewhere[];
  /** The tasks of this part with all of their needs, and those of `elsewhere`. */
  readonly mission: Mission;
}
