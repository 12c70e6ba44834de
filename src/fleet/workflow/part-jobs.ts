import type { JobDraft } from './job.ts';
import { type JobName, jobNames } from './job-names.ts';
import { expression, literal, plainName } from './literal.ts';
import { NOTHING_KEPT, nameOf, PLAN_VARIABLE } from './read-kept.ts';
import type { WorkflowRequest } from './request.ts';
import { secretsOf } from './secrets-of.ts';
import { verdictName } from './verdict-job.ts';

/** Minutes, for a mission of which nothing is known. GitHub itself allows six hours. */
const PART_MINUTES = 60;

/** Id of the job if there is one part. */
export const ONLY_JOB = 'mission';

const ALSO_AFTER_FAILURES = [
  'Also if a job before it has failed: as on one machine, only what needs a failed task is skipped.',
];

/** A job for each part. A plan with one part needs no verdict: its job is shown as the verdict, so that the check to require stays the same. */
export function partJobs(request: WorkflowRequest): readonly JobDraft[] {
  const { mission, plan, kept = NOTHING_KEPT } = request;
  const names = jobNames(plan, mission, kept.ownJobs.map(nameOf));
  const isAlone = plan.parts.length === 1;
  let isFirst = true;
  return plan.parts.map((part): JobDraft => {
    const name = nameOfPart(names, part.number);
    const needs = part.needs.map((number) => nameOfPart(names, number).id);
    const above = isFirst && needs.length > 0 ? { above: ALSO_AFTER_FAILURES } : {};
    if (needs.length > 0) isFirst = false;
    return {
      id: isAlone ? ONLY_JOB : name.id,
      name: isAlone ? verdictName(mission) : literal(plainName(name.shown)),
      needs,
      ...(needs.length === 0 ? {} : { if: { condition: expression('!cancelled()'), ...above } }),
      ...(part.label === undefined ? {} : { label: literal(part.label) }),
      timeout: PART_MINUTES,
      hasSetup: true,
      hasPast: true,
      inputs: isAlone ? {} : { part: `${part.number}/${plan.parts.length}`, plan: expression(`env.${PLAN_VARIABLE}`) },
      secrets: secretsOf(mission, part.tasks),
    };
  });
}

function nameOfPart(names: ReadonlyMap<number, JobName>, number: number): JobName {
  return names.get(number) ?? { id: `part-${number}`, shown: `part ${number}` };
}
