import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { info, warning } from '@actions/core';
import { errorText } from '../base/error-code.ts';
import { plainVerdict } from '../report/analysis/bounds/verdict.ts';
import type { RunReport } from '../report/model/run.ts';
import { stoppedLeftovers } from '../report/words/stopped-leftovers.ts';
import { type RecoveredRun, recoverRun } from '../run/resume/recover.ts';
import { stopEarlierRun } from '../run/resume/stop-earlier-run.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { publishTaskAnnotations } from './annotations/publish-annotations.ts';
import type { CommentLinks } from './comment/write-comment.ts';
import type { LogStyle } from './inputs.ts';
import { printFailures, printTaskGroups } from './log/grouped-log.ts';
import { printFailureSummary } from './log/live-log.ts';
import { printUntrusted } from './log/print-output.ts';
import { owedReports } from './owed-reports.ts';
import { type Publication, publishArtifact, publishSummary } from './publish.ts';
import { publishPart } from './publish-part.ts';
import { readSavedState, type Settings } from './saved-state.ts';
import { withinLimit } from './service/within-limit.ts';

/** Milliseconds; together well below the five minutes that a cancelled job has for its `post` steps. */
const recoveryLimit = 30_000;
const uploadLimit = 90_000;

/**
 * The `post` of the action. If `main` completed, it does nothing. If `main` was killed or cut short, it does what is left to
 * do. Problems are warnings, because the verdict of the step has already been given.
 */
export async function finishAction(environment: NodeJS.ProcessEnv): Promise<void> {
  process.stdout.on('error', () => undefined);
  const saved = readSavedState(environment);
  const { dir, settings, annotated, summarized, printed, uploaded } = saved;
  const isPublished = annotated && summarized && printed && uploaded;
  const owed = owedReports(saved, environment);
  if (isPublished && owed === undefined) return;
  // Without settings, the mission was refused; without a journal, nothing has started.
  if (dir === undefined || settings === undefined || !existsSync(join(dir, 'events.jsonl'))) {
    await owed?.settle(undefined);
    return;
  }
  const never = new AbortController().signal;
  let secrets: Secrets = createSecrets(process.platform === 'win32');
  let report: RunReport | undefined;
  let logs = true;
  try {
    // Before the journal is read, which may fail: no process of the run may outlive the job.
    const left = await withinLimit(() => stopEarlierRun(dir), recoveryLimit, never);
    const stopped = stoppedLeftovers(left?.length ?? 0);
    if (stopped !== undefined) info(`Mission Runner ${stopped}.`);
    const recovered = await withinLimit(() => recoverRun(dir, environment), recoveryLimit, never);
    report = recovered?.report;
    if (recovered !== undefined) ({ secrets } = recovered);
    logs = recovered === undefined ? !settings.secrets : !recovered.hidesLogs;
    if (report !== undefined && !annotated) {
      info(
        'The main step was killed. Its remaining processes were stopped, and the reports were made from the journal.',
      );
      printUntrusted(plainVerdict(report));
      publishTaskAnnotations(report, report.root, settings.log === 'live');
    }
    if (report !== undefined && !summarized) publishSummary(report, { dir, settings, environment, secrets });
    if (recovered !== undefined && logs && !printed) printRest(recovered, settings.log, dir);
  } catch (error) {
    // Secrets may not have been redacted from the logs.
    logs = !settings.secrets;
    warning(`The reports could not be completed: ${errorText(error)}. The files written so far are in ${dir}.`);
  }
  // Beside the upload, so that the job waits for one of them only.
  const settled = owed?.settle(report);
  const links = uploaded ? {} : await upload({ dir, settings, environment, secrets, logs }, report);
  await settled;
  if (report !== undefined) await owed?.comment(report, links);
}

/** Uploads what `main` has not uploaded. */
async function upload(
  publication: Publication & { readonly settings: Settings },
  report: RunReport | undefined,
): Promise<CommentLinks> {
  const never = new AbortController().signal;
  const { settings } = publication;
  const resumable = report !== undefined && report.result !== 'succeeded';
  if (settings.part === true) {
    const problem = await publishPart(publication, uploadLimit, never);
    if (problem !== undefined) warning(problem, { title: 'Part not uploaded' });
    return {};
  }
  const name = report?.mission.name ?? '';
  return (await publishArtifact({ ...publication, resumable }, name, uploadLimit, never)) ?? {};
}

/** Prints what the killed `main` has not printed. */
function printRest({ report, ended, secrets }: RecoveredRun, log: LogStyle, dir: string): void {
  const logs = { dir, secrets };
  switch (log) {
    case 'none':
      return;
    case 'grouped':
      printTaskGroups(report, logs);
      printFailures(report, logs);
      return;
    case 'live':
      // The output of each task was printed when it ended.
      printTaskGroups(report, logs, (id) => ended.has(id));
      printFailureSummary(report);
      return;
    default:
      log satisfies never;
  }
}
