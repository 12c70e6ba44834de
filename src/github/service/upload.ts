/*
 * The artifact service of a workflow run.
 *
 * `upload.ts` uploads files as one artifact, under the first of several names that is free, and says whether there is a service at all.
 * `artifact-name.ts` makes the names of reports, and recognizes those of earlier attempts. `within-limit.ts` bounds the time of a request, because some promises of the client never settle.
 *
 * Invariants:
 * - The client is loaded when it is first used: it is most of the bundle.
 * - A failure is a value. The client repeats requests that may succeed later, and nothing is repeated here.
 *
 * Not here: which files are uploaded (`documents.ts`, `fleet`), and what a failure means for the step.
 */
import type { ArtifactClient } from '@actions/artifact';
import { errorText } from '../../base/error-code.ts';
import { withinLimit } from './within-limit.ts';

export interface UploadRequest {
  /** At least one. The next one is tried if an artifact with that name exists. */
  readonly names: readonly string[];
  /** Absolute paths below `dir`. */
  readonly files: readonly string[];
  readonly dir: string;
  readonly retentionDays?: number;
  /** Upload one file without zipping it, so that browsers show it. The service names the artifact after the file, so that `names` must contain only that name. */
  readonly unzipped?: boolean;
  /** Milliseconds for all attempts together. */
  readonly limit: number;
  /** Aborted if the step is cancelled: `post` then uploads. */
  readonly signal: AbortSignal;
}

export type UploadOutcome =
  | { readonly type: 'uploaded'; readonly name: string; readonly id: number }
  | { readonly type: 'failed'; readonly why: string }
  /** The signal was aborted first. It is unknown what the service has received. */
  | { readonly type: 'cut' };

/** A sentence that says why this job has no artifact service; `undefined` if it has one. */
export function missingService(environment: NodeJS.ProcessEnv): string | undefined {
  if (!environment.ACTIONS_RUNTIME_TOKEN || !environment.ACTIONS_RESULTS_URL) {
    return 'This runner has no artifact service.';
  }
  const host = hostOf(environment.GITHUB_SERVER_URL || 'https://github.com');
  const served = host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
  return served ? undefined : `GitHub Enterprise Server (${host}) does not support this version of artifacts.`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : url;
}

/** Uploads the files as one artifact. Never throws and ends at its limit: a failed upload does not change the result of the mission. */
export async function uploadDocuments(request: UploadRequest): Promise<UploadOutcome> {
  if (request.signal.aborted) return { type: 'cut' };
  try {
    const uploaded = await withinLimit(() => uploadUnderFreeName(request), request.limit, request.signal);
    return uploaded ?? { type: 'cut' };
  } catch (error) {
    return { type: 'failed', why: errorText(error) };
  }
}

async function uploadUnderFreeName(request: UploadRequest): Promise<UploadOutcome> {
  // Imported here because it is most of the bundle, and is only needed when the mission has ended.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  let taken: unknown;
  for (const name of request.names) {
    try {
      return { type: 'uploaded', name, id: await uploadAs(name, client, request) };
    } catch (error) {
      if (!isConflict(error, 'CreateArtifact')) throw error;
      taken = error;
    }
  }
  throw taken;
}

async function uploadAs(name: string, client: ArtifactClient, request: UploadRequest): Promise<number> {
  const { retentionDays, unzipped } = request;
  const options = {
    ...(retentionDays === undefined ? {} : { retentionDays }),
    ...(unzipped === undefined ? {} : { skipArchive: unzipped }),
  };
  try {
    const { id } = await client.uploadArtifact(name, [...request.files], request.dir, options);
    if (id === undefined) throw new Error('the service returned no artifact id');
    return id;
  } catch (error) {
    if (!isConflict(error, 'FinalizeArtifact')) throw error;
    // An earlier request of this run has finalized it, but its response was lost.
    return (await client.getArtifact(name)).artifact.id;
  }
}

function isConflict(error: unknown, method: string): boolean {
  return error instanceof Error && error.message.startsWith(`Failed to ${method}:`) && error.message.includes('(409)');
}
