import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { partArtifactPrefix, partInName } from '../../run/fleet/part-file.ts';
import { withinLimit } from '../service/within-limit.ts';

/** Milliseconds for all downloads of a part together. */
const limit = 15 * 60_000;

export interface DownloadRequest {
  /** Name of the mission. */
  readonly mission: string;
  /** Numbers of the parts. */
  readonly numbers: readonly number[];
  /** Absolute folder, in which each artifact gets a folder with its name. */
  readonly into: string;
}

/**
 * Downloads all attempts of these parts in this workflow run. A part without an artifact is no error here: what has to be there is checked
 * when the parts are taken over. Never rejects.
 *
 * @returns why an artifact could not be downloaded: a sentence; undefined if all were
 */
export async function downloadParts(request: DownloadRequest): Promise<string | undefined> {
  try {
    await withinLimit(() => downloadAll(request), limit, new AbortController().signal);
    return undefined;
  } catch (error) {
    const numbers = request.numbers.join(', ');
    return `the artifacts of the parts ${numbers}, which this part needs, could not be downloaded: ${errorText(error)}`;
  }
}

async function downloadAll({ mission, numbers, into }: DownloadRequest): Promise<true> {
  // Imported here because it is most of the bundle.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const { artifacts } = await client.listArtifacts();
  const prefix = partArtifactPrefix(mission);
  for (const { name, id, digest } of artifacts) {
    const number = name.startsWith(prefix) ? partInName(name) : undefined;
    if (number === undefined || !numbers.includes(number)) continue;
    const expected = digest === undefined ? {} : { expectedHash: digest };
    // A path that leads out of the folder is impossible: no name of an artifact has a slash.
    const { digestMismatch } = await client.downloadArtifact(id, { path: join(into, name), ...expected });
    if (digestMismatch === true) throw new Error(`the artifact ${name} has another digest than the service says`);
  }
  return true;
}
