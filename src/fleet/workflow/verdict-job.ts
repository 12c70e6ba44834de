import type { Mission } from '../../mission/model/mission.ts';
import type { JobDraft } from './job.ts';
import { expression, literal, plainName } from './literal.ts';
import { PLAN_VARIABLE } from './read-kept.ts';
import type { WorkflowRequest } from './request.ts';

/** Id of the job that says how the mission ended. */
export const VERDICT = 'verdict';

const VERDICT_MINUTES = 10;

const ABOVE = [
  'The one check to require: it fails if a part failed or did not report. It always runs, even if the run is cancelled,',
  'because a required job that is skipped counts as success.',
];

/** Merges the reports of all parts, and fails unless all of them succeeded. */
export function verdictJob(
  { mission, hasCommands = false }: WorkflowRequest,
  parts: readonly JobDraft[],
  plan = `env.${PLAN_VARIABLE}`,
): JobDraft {
  return {
    id: VERDICT,
    above: ABOVE,
    name: verdictName(mission),
    needs: parts.map(({ id }) => id),
    if: { condition: expression('always()') },
    timeout: VERDICT_MINUTES,
    hasSetup: hasCommands,
    hasPast: false,
    inputs: { plan: expression(plan), merge: true },
    secrets: [],
  };
}

/** Rules of a repository name required checks by the name of the job, so it must not be that of another workflow. */
export function verdictName({ name }: Mission): string {
  return `${literal(plainName(name))} verdict`;
}
