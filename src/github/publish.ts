import { randomUUID } from 'node:crypto';
import { basename, dirname, relative, sep } from 'node:path';
import { endGroup, notice, setOutput, startGroup, warning } from '@actions/core';
import { errorText } from '../base/error-code.ts';
import { monotonic } from '../base/monotonic.ts';
import type { RunReport } from '../report/model/run.ts';
import { plural } from '../report/text/format.ts';
import { redactFiles } from '../secrets/redact-files.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { artifactUrl } from './artifact-url.ts';
import type { CommentLinks } from './comment/write-comment.ts';
import { type Documents, listDocuments, listKeptFiles } from './documents.ts';
import { uploadPage } from './publish-page.ts';
import { type Settings, saveMilestone } from './saved-state.ts';
import { artifactNames, defaultArtifactName } from './service/artifact-name.ts';
import { missingService, type UploadOutcome, uploadDocuments } from './service/upload.ts';
import { addResumeLine, linkArtifact, linkPage, writeSummary } from './summary.ts';

/** The folder and the settings of a run whose results are published. */
export interface Publication {
  readonly dir: string;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
  /** Those of the run: what is uploaded is searched for them. */
  readonly secrets: Secrets;
  /** False if secrets could not be redacted from the logs. The runner masks secrets in its own log, but not in artifacts. */
  readonly logs?: boolean;
  /** True if the run can be continued with its artifact. */
  readonly resumable?: boolean;
}

export function publishSummary(report: RunReport, { settings, environment, dir }: Publication): void {
  const problem = settings.summary ? writeSummary(report, environment.GITHUB_STEP_SUMMARY) : undefined;
  if (problem !== undefined) notice(`${problem} The final report is in ${dir}.`, { title: 'No job summary' });
  saveMilestone('summarized');
}

/**
 * Uploads the documents of the run within `limit` milliseconds, or says once why not and where they are.
 *
 * @returns where they are shown; undefined if the step is cancelled, so that `post` uploads
 */
export async function publishArtifact(
  { dir, settings, environment, secrets, logs, resumable }: Publication,
  mission: string,
  limit: number,
  signal: AbortSignal,
): Promise<CommentLinks | undefined> {
  const why = settings.upload ? missingService(environment) : '';
  if (why !== undefined) {
    if (why !== '') notice(`${why} The reports are in ${dir}.`, { title: 'Reports not uploaded' });
    saveMilestone('uploaded');
    return {};
  }
  const { files, unreadable, rejected } = await publishable(dir, secrets, logs);
  if (unreadable.length > 0) {
    const names = unreadable.map((path) => basename(path)).join(', ');
    warning(
      `${plural(unreadable.length, 'file')} cannot be read and ${unreadable.length === 1 ? 'is' : 'are'} not in the artifact: ${names}.`,
    );
  }
  if (rejected.length > 0) {
    const names = rejected
      .slice(0, 3)
      .map((path) => basename(path))
      .join(', ');
    warning(
      `${plural(rejected.length, 'file')} of \`artifacts\` ${rejected.length === 1 ? 'has a name' : 'have names'} with a character that artifacts cannot have, and ${rejected.length === 1 ? 'is' : 'are'} not uploaded: ${names}.`,
    );
  }
  const names = artifactNames(
    settings.artifactName ?? defaultArtifactName(mission, environment),
    randomUUID().slice(0, 8),
  );
  const began = monotonic();
  startGroup('Uploading the reports');
  const retention = settings.retentionDays === undefined ? {} : { retentionDays: settings.retentionDays };
  const outcome = await uploadDocuments({
    names,
    files,
    dir,
    limit,
    signal,
    ...retention,
  });
  switch (outcome.type) {
    case 'uploaded': {
      const url = artifactUrl(outcome.id, environment);
      setOutput('artifact-id', String(outcome.id));
      setOutput('artifact-url', url);
      linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
      if (resumable === true) addResumeLine(environment.GITHUB_STEP_SUMMARY, outcome.name);
      saveMilestone('uploaded');
      const left = Math.max(1000, limit - (monotonic() - began));
      const page = await uploadPage({ dir, artifact: outcome.name, limit: left, signal, ...retention });
      endGroup();
      return { artifact: url, ...linkOrWarn(page, environment) };
    }
    case 'failed':
      endGroup();
      warning(`The reports could not be uploaded: ${outcome.why}. They are in ${dir}.`, {
        title: 'Reports not uploaded',
      });
      saveMilestone('uploaded');
      return {};
    case 'cut':
      endGroup();
      return undefined;
    default:
      return outcome satisfies never;
  }
}

/**
 * The documents without secrets. A log was redacted when its step ended, but that may have failed, and a task may have put another file there since, such as
 * a log that it moved. The documents of the whole run are made from redacted events.
 */
async function publishable(dir: string, secrets: Secrets, logs: boolean | undefined): Promise<Documents> {
  const ofTasks = listDocuments(dir, logs).files.filter((path) => dirname(path) !== dir);
  const problem = (message: string): void =>
    warning(`A file is not uploaded: ${message}.`, { title: 'File not uploaded' });
  const unredacted = new Set(await redactFiles(ofTasks, secrets.redactor(), problem));
  const isHidden = (path: string): boolean => unredacted.has(path) || namesSecret(dir, path, secrets);
  try {
    if (logs !== false) await listKeptFiles(dir, isHidden);
  } catch (error) {
    warning(
      `The list of the files of tasks could not be written, so that another attempt cannot use them: ${errorText(error)}.`,
    );
  }
  const listed = listDocuments(dir, logs);
  return { ...listed, files: listed.files.filter((path) => !isHidden(path)) };
}

/** Whether the path of a kept file below the folder of its task holds a secret. The id of the task itself is in every report. */
function namesSecret(dir: string, path: string, secrets: Secrets): boolean {
  const [top, , ...names] = relative(dir, path).split(sep);
  const name = names.join('/');
  return top === 'files' && secrets.redactor().redactText(name) !== name;
}

/** If the page could not be uploaded by itself, a warning is enough: the artifact with all reports contains it too. */
function linkOrWarn(page: UploadOutcome | undefined, environment: NodeJS.ProcessEnv): Pick<CommentLinks, 'page'> {
  if (page?.type === 'uploaded') {
    const url = artifactUrl(page.id, environment);
    setOutput('report-url', url);
    linkPage(environment.GITHUB_STEP_SUMMARY, page.name, url);
    return { page: url };
  }
  if (page?.type === 'failed') {
    warning(
      `The HTML page could not be uploaded as a separate artifact: ${page.why}. It is in the artifact with all reports.`,
      {
        title: 'Page not uploaded',
      },
    );
  }
  return {};
}
