import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { endGroup, notice, setOutput, startGroup, warning } from '@actions/core';
import { plural } from '../report/format.ts';
import type { RunReport } from '../report/run-report.ts';
import { artifactNames, defaultArtifactName } from './artifact-name.ts';
import { listDocuments } from './documents.ts';
import { type Settings, saveMilestone } from './saved-state.ts';
import { linkArtifact, writeSummary } from './summary.ts';
import { missingService, uploadDocuments } from './upload.ts';

/** Where a finished run is published from and to. */
export interface Publication {
  readonly dir: string;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
  /** False where secrets could not be masked in them: the runner masks its log, but no artifact. */
  readonly logs?: boolean;
}

export function publishSummary(report: RunReport, { settings, environment, dir }: Publication): void {
  const problem = settings.summary ? writeSummary(report, environment.GITHUB_STEP_SUMMARY) : undefined;
  if (problem !== undefined) notice(`${problem} The final report lies in ${dir}.`, { title: 'No job summary' });
  saveMilestone('summarized');
}

/** Uploads the run's documents within `limit` milliseconds, or says once what is missing and where it lies. */
export async function publishArtifact(
  { dir, settings, environment, logs }: Publication,
  mission: string,
  limit: number,
  signal: AbortSignal,
): Promise<void> {
  const why = settings.upload ? missingService(environment) : '';
  if (why !== undefined) {
    if (why !== '') notice(`${why} The reports lie in ${dir}.`, { title: 'Reports not uploaded' });
    saveMilestone('uploaded');
    return;
  }
  const { files, unreadable } = listDocuments(dir, logs);
  if (unreadable.length > 0) {
    const names = unreadable.map((path) => basename(path)).join(', ');
    warning(
      `${plural(unreadable.length, 'file')} cannot be read and ${unreadable.length === 1 ? 'is' : 'are'} not in the artifact: ${names}.`,
    );
  }
  const names = artifactNames(
    settings.artifactName ?? defaultArtifactName(mission, environment),
    randomUUID().slice(0, 8),
  );
  startGroup('Uploading the reports');
  const { retentionDays } = settings;
  const outcome = await uploadDocuments({
    names,
    files,
    dir,
    limit,
    signal,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  });
  endGroup();
  switch (outcome.type) {
    case 'uploaded': {
      const url = artifactUrl(outcome.id, environment);
      setOutput('artifact-id', String(outcome.id));
      setOutput('artifact-url', url);
      linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
      saveMilestone('uploaded');
      return;
    }
    case 'failed':
      warning(`The reports could not be uploaded: ${outcome.why}. They lie in ${dir}.`, {
        title: 'Reports not uploaded',
      });
      saveMilestone('uploaded');
      return;
    case 'cut':
      return;
    default:
      outcome satisfies never;
  }
}

function artifactUrl(id: number, environment: NodeJS.ProcessEnv): string {
  const server = environment.GITHUB_SERVER_URL || 'https://github.com';
  return `${server}/${environment.GITHUB_REPOSITORY ?? ''}/actions/runs/${environment.GITHUB_RUN_ID ?? ''}/artifacts/${id}`;
}
