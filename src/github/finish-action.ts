import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { info, warning } from '@actions/core';
import { errorText } from '../base/error-code.ts';
import { plainVerdict } from '../report/analysis/verdict.ts';
import type { RunReport } from '../report/model/run.ts';
import { recoverRun, stopEarlierRun } from '../run/resume/recover.ts';
import { publishArtifact, publishSummary } from './publish.ts';
import { publishAnnotations } from './publish-annotations.ts';
import { readSavedState } from './saved-state.ts';
import { taskAnnotations } from './task-annotations.ts';
import { printFailures, printTaskGroups, printUntrusted } from './task-output.ts';
import { withinLimit } from './within-limit.ts';

/** Milliseconds; together well below the five minutes that a cancelled job's `post` has. */
const recoveryLimit = 30_000;
const uploadLimit = 90_000;

/**
 * The `post` of the action: nothing after a `main` that came to its end; after one that was killed or cut short, what
 * it left to do. What goes wrong is a warning, as the step's verdict has long been given.
 */
export async function finishAction(environment: NodeJS.ProcessEnv): Promise<void> {
  process.stdout.on('error', () => undefined);
  const { dir, settings, annotated, summarized, printed, uploaded } = readSavedState(environment);
  if (dir === undefined || settings === undefined || (annotated && summarized && printed && uploaded)) return;
  if (!existsSync(join(dir, 'events.jsonl'))) return;
  const never = new AbortController().signal;
  const publication = { dir, settings, environment };
  let report: RunReport | undefined;
  let logs = true;
  try {
    // Also if the journal cannot be read: no process of the run may outlive the job.
    await withinLimit(() => stopEarlierRun(dir), recoveryLimit, never);
    report = await withinLimit(() => recoverRun(dir, environment), recoveryLimit, never);
    if (report !== undefined && !annotated) {
      info('The main step was killed: what it left running was stopped, the reports are made from the journal.');
      printUntrusted(plainVerdict(report));
      publishAnnotations(taskAnnotations(report, 'the final report'));
    }
    if (report !== undefined && !summarized) publishSummary(report, publication);
    if (report !== undefined && !printed && settings.output) {
      printTaskGroups(report, dir);
      printFailures(report, dir);
    }
  } catch (error) {
    // They may not have been looked through.
    logs = !settings.secrets;
    warning(`The reports could not be completed: ${errorText(error)}. What there is lies in ${dir}.`);
  }
  if (!uploaded) await publishArtifact({ ...publication, logs }, report?.mission.name ?? '', uploadLimit, never);
}
