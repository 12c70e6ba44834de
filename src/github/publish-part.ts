import { endGroup, setOutput, startGroup } from '@actions/core';
import { artifactUrl } from './artifact-url.ts';
import type { Publication } from './publish.ts';
import { saveMilestone } from './saved-state.ts';
import { linkArtifact } from './summary.ts';

/**
 * Uploads the artifact of a part, which other parts need, in place of the reports: it contains them.
 *
 * @returns why that failed: sentences; undefined if it succeeded, or if the step is cancelled and `post` uploads
 */
export async function publishPart(
  { dir, settings, environment, secrets, logs = true }: Publication,
  limit: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { uploadPart } = await import('./fleet/upload-part.ts');
  const { retentionDays } = settings;
  startGroup('Uploading the artifact of this part');
  const outcome = await uploadPart({ dir, environment, retentionDays, withLogs: logs, secrets, limit, signal });
  endGroup();
  switch (outcome.type) {
    case 'uploaded': {
      const url = artifactUrl(outcome.id, environment);
      setOutput('artifact-id', String(outcome.id));
      setOutput('artifact-url', url);
      linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
      saveMilestone('uploaded');
      return undefined;
    }
    case 'failed':
      saveMilestone('uploaded');
      return `The artifact of this part could not be uploaded: ${outcome.why}. Parts that need it cannot run. The reports are in ${dir}.`;
    case 'cut':
      return undefined;
    default:
      return outcome satisfies never;
  }
}
