import { isScalar } from 'yaml';
import { type JobDraft, USUAL_LABEL, usualLabel } from './job.ts';
import { expression } from './literal.ts';
import { NOTHING_KEPT } from './read-kept.ts';
import type { WorkflowRequest } from './request.ts';
import { secretsOf } from './secrets-of.ts';
import { verdictJob } from './verdict-job.ts';

const PLAN_MINUTES = 10;
const PART_MINUTES = 60;

const PLAN_ABOVE = [
  'Plans for what has changed. No part needs another one, because a job that needs a matrix waits for all of its jobs.',
];

const GUARD_ABOVE = [
  'A plan has at least one part. An empty matrix would be an error of the workflow, and no report would say why.',
];

/** A job that plans, a matrix of parts that need nothing of each other, and the verdict. */
export function dynamicJobs(request: WorkflowRequest, runners: number | 'auto'): readonly JobDraft[] {
  const { mission, hasCommands = false, kept = NOTHING_KEPT } = request;
  const label = usualLabel(kept.jobs);
  const usual = typeof label === 'string' ? label : isScalar(label) ? String(label.value) : USUAL_LABEL;
  const plan: JobDraft = {
    id: 'plan',
    above: PLAN_ABOVE,
    name: 'plan',
    needs: [],
    timeout: PLAN_MINUTES,
    outputs: { plan: expression('steps.plan.outputs.plan'), parts: expression('steps.plan.outputs.parts') },
    hasSetup: hasCommands,
    hasPast: true,
    step: 'plan',
    inputs: { runners },
    secrets: [],
  };
  const parts: JobDraft = {
    id: 'part',
    name: expression('matrix.name'),
    needs: [plan.id],
    if: {
      condition: expression("needs.plan.outputs.parts != '' && needs.plan.outputs.parts != '[]'"),
      above: GUARD_ABOVE,
    },
    strategy: { 'fail-fast': false, matrix: { include: expression('fromJSON(needs.plan.outputs.parts)') } },
    label: expression(`matrix.runs-on || '${usual}'`),
    timeout: PART_MINUTES,
    hasSetup: true,
    hasPast: true,
    inputs: { part: expression('matrix.part'), plan: expression('needs.plan.outputs.plan') },
    secrets: secretsOf(
      mission,
      mission.tasks.map(({ id }) => id),
    ),
  };
  return [plan, parts, verdictJob(request, [plan, parts], 'needs.plan.outputs.plan')];
}
