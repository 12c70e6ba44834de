import type { Mission } from '../../src/mission/model/mission.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { planResume, type ResumePlan, succeededIn } from '../../src/schedule/plan-resume.ts';
import { redactedOutputsIn } from '../../src/schedule/redacted-outputs.ts';
import { replay } from '../../src/schedule/state/replay.ts';
import { MACHINE } from '../build-mission.ts';
import type { Cut } from './drive.ts';

/** The plan and the start of a resume from this journal, after a round trip through JSON as in a real run. */
export function cutOff(journal: readonly Event[], mission: Mission): Cut & { readonly plan: ResumePlan } {
  const read: readonly Event[] = JSON.parse(JSON.stringify(journal));
  const before = replay(read);
  const plan = planResume(before, mission, succeededIn(read), redactedOutputsIn(read));
  const { kept, again } = plan;
  const at = read.at(-1)?.at ?? 0;
  const started = '2026-01-02T00:00:00.000Z';
  return {
    before,
    plan,
    resumed: { type: 'resumed', at, started, file: 'mission.yml', mission, machine: MACHINE, kept, again },
  };
}
