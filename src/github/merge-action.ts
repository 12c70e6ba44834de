import { mkdirSync } from 'node:fs';
import { endGroup, setFailed, setOutput, startGroup } from '@actions/core';
import { plainVerdict } from '../report/analysis/bounds/verdict.ts';
import type { RunReport } from '../report/model/run.ts';
import { chooseContexts } from '../report/statuses/contexts.ts';
import { absentText, fleetNotes } from '../report/words/fleet-text.ts';
import { mergeParts, plannedParts } from '../run/fleet/merge/merge-parts.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { type Annotation, errorRoom, fitAnnotations } from './annotations/annotation.ts';
import { publishAnnotations } from './annotations/publish-annotations.ts';
import { findSources } from './annotations/sources.ts';
import { taskAnnotations } from './annotations/task-annotations.ts';
import type { CommentLinks } from './comment/write-comment.ts';
import { downloadParts } from './fleet/download.ts';
import { printFailures } from './log/grouped-log.ts';
import { printUntrusted } from './log/print-output.ts';
import { outputsOf } from './outputs.ts';
import type { Prepared } from './prepare-mission.ts';
import { publishArtifact, publishSummary } from './publish.ts';
import { publishNotice } from './publish-notice.ts';
import { type Settings, saveMilestone } from './saved-state.ts';

export interface MergeJob {
  readonly prepared: Prepared;
  readonly settings: Settings;
  /** Absolute folder for the merged reports. */
  readonly dir: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Milliseconds for the upload: longer than the retries of the client take. */
const uploadLimit = 300_000;

/** Milliseconds for the statuses of missing parts, beside the upload. */
const statusesLimit = 120_000;

/**
 * The verdict job: downloads the artifacts of all parts of this workflow run, merges and publishes them, and fails the step if a task failed
 * or a part is missing. What can be read is published all the same.
 */
export async function mergeAction({ prepared, settings, dir, environment }: MergeJob): Promise<void> {
  // Until the parts say otherwise: an empty plan must not pass.
  process.exitCode = 1;
  const { inputs, mission } = prepared;
  const refuse = async (message: string): Promise<void> => {
    setOutput('result', 'failed');
    setFailed(message);
    await settleMissing(prepared, undefined, environment);
  };
  const { plan = '' } = inputs;
  const numbers = plannedParts(plan);
  if (numbers.length === 0) {
    return refuse(
      'Nothing was merged: expected the text of a plan in the input `plan`, found no part. The job that makes the plan may have failed.',
    );
  }
  const partsDir = `${dir}-parts`;
  mkdirSync(partsDir, { recursive: true });
  startGroup('Downloading the artifacts of all parts');
  const failed = await downloadParts({ mission: mission.name, numbers, into: partsDir });
  endGroup();
  const history = inputs.history === undefined ? {} : { history: inputs.history };
  const outcome = await mergeParts({ dirs: [partsDir], dir, plan, mission, ...history });
  if (outcome.type === 'refused') return refuse(`Nothing was merged: ${outcome.message}.`);
  const { report, problems } = outcome;
  const isGood = report.result === 'succeeded' && failed.length === 0;
  if (isGood) process.exitCode = 0;
  publishAnnotations([
    ...partAnnotations(report, [...failed.map(sentence), ...problems]),
    ...taskAnnotations(report, 'the final report', findSources(process.cwd(), prepared.place.root)),
  ]);
  printUntrusted(`${plainVerdict(report)}\n`);
  for (const [name, value] of Object.entries(outputsOf(report, dir))) setOutput(name, value);
  if (!isGood) setOutput('result', report.result === 'cancelled' ? 'cancelled' : 'failed');
  // Each part has redacted what it published, and this job has no secrets.
  const secrets = createSecrets(process.platform === 'win32');
  const publication = { dir, settings, environment, secrets };
  publishSummary(report, publication);
  const settled = settleMissing(prepared, report, environment);
  const never = new AbortController().signal;
  const links = (await publishArtifact(publication, report.mission.name, uploadLimit, never)) ?? {};
  await settled;
  await comment(report, links, { prepared, settings, environment });
  if (settings.log !== 'none') printFailures(report, publication);
  if (isGood) return;
  setFailed(report.result === 'succeeded' ? failed.map(sentence).join(' ') : plainVerdict(report));
}

function sentence(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`;
}

/** An error for each part that does not count, a warning for what the merge corrected or could not write. */
function partAnnotations({ fleet }: RunReport, problems: readonly string[]): readonly Annotation[] {
  if (fleet === undefined) return [];
  const absent = fleet.absent.map((part): Annotation => {
    const text = absentText(fleet, part);
    const tasks = part.tasks === '' ? '' : ` Its tasks: ${part.tasks}.`;
    return {
      kind: 'error',
      title: 'A part is missing',
      message: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.${tasks}`,
    };
  });
  const notes = [...fleetNotes(fleet), ...problems].map(
    (message): Annotation => ({ kind: 'warning', title: 'Merging the parts', message }),
  );
  return fitAnnotations([...absent, ...notes], errorRoom, 'the final report');
}

/** Sends an error for each task that no part has reported, so that no required status stays pending. The other ones are sent by their own jobs. */
async function settleMissing(
  { inputs, declared }: Prepared,
  report: RunReport | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { token, statuses: choice, statusPrefix } = inputs;
  if (choice === 'none') return;
  const { settleStatuses, unreported } = await import('./statuses/settle-statuses.ts');
  // Only of these: each part has its own first 100, so that more than 100 contexts of a mission can be required.
  const { contexts: open, notice } = chooseContexts(unreported(declared, report), choice, statusPrefix, declared);
  publishNotice(notice, 'Tasks without a commit status');
  const why = 'Did not run: its part did not report';
  const request = { open, why, report, token, environment, limit: statusesLimit };
  publishNotice(await settleStatuses(request), 'Commit statuses not sent');
}

/** Comments on all parts together. */
async function comment(
  report: RunReport,
  links: CommentLinks,
  { prepared, settings, environment }: Pick<MergeJob, 'prepared' | 'settings' | 'environment'>,
): Promise<void> {
  const { commentMarker: marker } = settings;
  if (marker === undefined) return;
  const { writeComment } = await import('./comment/write-comment.ts');
  const { token } = prepared.inputs;
  publishNotice(await writeComment({ report, marker, links, token, environment }), 'No comment written');
  saveMilestone('commented');
}
