import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { hasName } from '../service/artifact-name.ts';
import { missingService } from '../service/upload.ts';
import { withinLimit } from '../service/within-limit.ts';

export interface DownloadRequest {
  /** At least one: names that the artifacts have, with or without a suffix. */
  readonly names: readonly string[];
  /** Absolute folder for the zip files; exists. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds for everything together. */
  readonly limit: number;
}

export type Downloaded =
  /** Absolute paths of zip files, in no order that means anything. */
  | { readonly type: 'downloaded'; readonly files: readonly string[] }
  /** A clause with the reason. */
  | { readonly type: 'none'; readonly why: string };

/** How many artifacts are looked at: each attempt of a job and each job of a matrix has one. */
const mostArtifacts = 20;

/** Downloads the artifacts of this workflow run with such names, as zip files. Never rejects. */
export async function downloadAttempts(request: DownloadRequest): Promise<Downloaded> {
  const missing = missingService(request.environment);
  if (missing !== undefined) return { type: 'none', why: 'this runner has no artifact service' };
  try {
    const never = new AbortController().signal;
    const done = await withinLimit(() => downloadAll(request), request.limit, never);
    return done ?? { type: 'none', why: 'the download was cut off' };
  } catch (error) {
    return { type: 'none', why: `the artifacts could not be downloaded: ${errorText(error)}` };
  }
}

async function downloadAll({ names, folder }: DownloadRequest): Promise<Downloaded> {
  // Imported here because it is most of the bundle, and is not needed in a first attempt.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const { artifacts } = await client.listArtifacts();
  const found = artifacts.filter(({ name }) => hasName(name, names));
  if (found.length === 0) return { type: 'none', why: `this attempt sees no artifact with the name ${names[0]}` };
  if (found.length > mostArtifacts) {
    return { type: 'none', why: `${found.length} artifacts have the name ${names[0]}, more than ${mostArtifacts}` };
  }
  const files: string[] = [];
  for (const { id } of found) {
    const path = mkdtempSync(join(folder, 'artifact-'));
    // Not unpacked: the client would write whatever paths the archive has.
    await client.downloadArtifact(id, { path, skipDecompress: true });
    files.push(...readdirSync(path).map((file) => join(path, file)));
  }
  return { type: 'downloaded', files };
}
