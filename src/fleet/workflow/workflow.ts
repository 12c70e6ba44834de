/*
 * This folder writes the workflow file in which a mission runs on several runners.
 *
 * 1. `read-kept.ts` reads the file that is there, if `mission workflow` made it: everything in it that a maintainer may change.
 * 2. `part-jobs.ts`, `verdict-job.ts` and `dynamic-jobs.ts` draft the jobs, with names from `job-names.ts`. `job.ts` turns a draft into
 *    YAML and adds what is kept.
 * 3. `workflowText` puts the file together. `check-limits.ts` compares it with the limits of GitHub, `difference.ts` with the file that is there.
 *
 * Invariants:
 * - The same request gives the same text, on every machine. From the file that was made, the same file is made again.
 * - Nothing is interpolated into a `run`: a job has no `run` of ours. Texts of the mission are never evaluated as expressions (`literal.ts`).
 * - `contents: read` is the only permission, and the credentials of the checkout are not kept.
 * - A job for a part runs also if a job before it has failed, because some of its tasks may not need what failed. The verdict always runs: a
 *   required job that is skipped counts as success.
 * - Runs of a merge queue are never cancelled, and never wait for each other.
 *
 * Not here: the plan (`fleet/plan`), reading and writing files (`terminal`), and what the action does in a job (`github`).
 */
import { Document, type Pair, parseDocument, Scalar } from 'yaml';
import { sanitizeLine } from '../../base/sanitize.ts';
import { formatPlan } from '../plan/plan-text.ts';
import { dynamicJobs } from './dynamic-jobs.ts';
import { type JobDraft, jobEntry } from './job.ts';
import { expression, literal, plainName } from './literal.ts';
import { partJobs } from './part-jobs.ts';
import { HEADER, isNamed, NOTHING_KEPT, PLAN_VARIABLE } from './read-kept.ts';
import type { WorkflowRequest } from './request.ts';
import { verdictJob } from './verdict-job.ts';
import { type Entry, mapping } from './yaml-nodes.ts';

/** The text of the workflow file. */
export function workflowText(request: WorkflowRequest): string {
  const { mission, plan, dynamic, kept = NOTHING_KEPT } = request;
  const hasVerdict = dynamic !== undefined || plan.parts.length > 1;
  const document = new Document();
  document.contents = mapping(document, [
    { key: 'name', value: plainName(mission.name) },
    kept.top.find(isNamed('on')) ?? { key: 'on', value: parseDocument(TRIGGERS).contents, space: true },
    ...kept.top.filter((pair) => !isNamed('on')(pair)),
    { key: 'permissions', value: { contents: 'read' }, space: true },
    { key: 'concurrency', value: CONCURRENCY, space: true, above: CONCURRENCY_COMMENT },
    ...variables(request, hasVerdict && dynamic === undefined, document),
    {
      key: 'jobs',
      value: mapping(document, [
        ...drafts(request, hasVerdict).map((draft, index) => jobEntry(draft, request, document, index > 0)),
        ...kept.ownJobs,
      ]),
      space: true,
    },
  ]);
  document.commentBefore = header(request);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: '', singleQuote: true });
}

function drafts(request: WorkflowRequest, hasVerdict: boolean): readonly JobDraft[] {
  if (request.dynamic !== undefined) return dynamicJobs(request, request.dynamic);
  const parts = partJobs(request);
  return hasVerdict ? [...parts, verdictJob(request, parts)] : parts;
}

const TRIGGERS = 'pull_request:\nmerge_group:\npush:\n  branches: [main]\n';

/** A run that waits for a group is cancelled when a third one arrives, so runs of a merge queue get groups of their own. */
const CONCURRENCY = {
  group: `${expression('github.workflow')}-${expression('github.event.pull_request.number || github.run_id')}`,
  'cancel-in-progress': expression("github.event_name == 'pull_request'"),
};

const CONCURRENCY_COMMENT = [
  'A push to a pull request cancels the run of the push before. Runs of a merge queue and of branches are never',
  'cancelled.',
];

const PLAN_COMMENT = [
  'One line for each part, which is a job on a runner of its own: its number and its tasks and tests.',
];

function variables(
  { mission, plan, planText = formatPlan(plan, mission), kept = NOTHING_KEPT }: WorkflowRequest,
  hasPlan: boolean,
  document: Document,
): readonly Entry[] {
  const text = new Scalar(literal(planText));
  text.type = Scalar.BLOCK_LITERAL;
  const entries: readonly (Entry | Pair)[] = [
    ...(hasPlan ? [{ key: PLAN_VARIABLE, value: text, above: PLAN_COMMENT }] : []),
    ...kept.variables,
  ];
  return entries.length === 0 ? [] : [{ key: 'env', value: mapping(document, entries), space: true }];
}

function header({ command, dynamic, plan, folder }: WorkflowRequest): string {
  const hasPlan = dynamic === undefined && plan.parts.length > 1;
  const lines = [
    `${HEADER}${sanitizeLine(command)}\`${folder === '.' ? '' : ` in ${sanitizeLine(folder)}`}.`,
    'Run this again when the mission has changed. With `--check`, it only says whether the file is up to date.',
    `What you may change here is kept: ${hasPlan ? 'the plan, ' : ''}triggers, variables, steps before and after the mission, inputs of`,
    'actions and their versions, time limits, and jobs of your own.',
  ];
  return lines.map((line) => ` ${line}`).join('\n');
}
