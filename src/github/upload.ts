import type { ArtifactClient } from '@actions/artifact';
import { errorText } from '../base/error-code.ts';
import { withinLimit } from './within-limit.ts';

export interface UploadRequest {
  /** Names to try in order while they are taken; at least one. */
  readonly names: readonly string[];
  /** Absolute paths below `dir`. */
  readonly files: readonly string[];
  readonly dir: string;
  readonly retentionDays?: number;
  /** One file as it is, so that browsers show it. The service then takes the file's name as the artifact's: it must be the only name. */
  readonly unzipped?: boolean;
  /** Milliseconds for everything together. */
  readonly limit: number;
  /** Aborted when `post` has to finish the work. */
  readonly signal: AbortSignal;
}

export type UploadOutcome =
  | { readonly type: 'uploaded'; readonly name: string; readonly id: number }
  | { readonly type: 'failed'; readonly why: string }
  /** The signal came first. Nothing is known about what has arrived. */
  | { readonly type: 'cut' };

/** Why there is no artifact service for this job, as a sentence; `undefined` where there is one. */
export function missingService(environment: NodeJS.ProcessEnv): string | undefined {
  if (!environment.ACTIONS_RUNTIME_TOKEN || !environment.ACTIONS_RESULTS_URL) {
    return 'This runner offers no artifact service.';
  }
  const host = hostOf(environment.GITHUB_SERVER_URL || 'https://github.com');
  const served = host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
  return served ? undefined : `Artifacts of this kind do not exist on GitHub Enterprise Server (${host}).`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : url;
}

/** Never throws and never outlives its limit: whether the reports arrive does not change how the mission ended. */
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
  // Imported here because it is most of our code, and nothing needs it before the mission's end.
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
    if (id === undefined) throw new Error('the service named no artifact id');
    return id;
  } catch (error) {
    if (!isConflict(error, 'FinalizeArtifact')) throw error;
    // It is finalized already: by our own first request, whose answer was lost.
    return (await client.getArtifact(name)).artifact.id;
  }
}

function isConflict(error: unknown, method: string): boolean {
  return error instanceof Error && error.message.startsWith(`Failed to ${method}:`) && error.message.includes('(409)');
}
