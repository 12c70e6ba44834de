import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { extractPart } from '../../run/fleet/artifacts/part-zip.ts';
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
 * Downloads all attempts of these parts in this workflow run. An artifact that cannot be downloaded does not stop those after it: its folder
 * stays empty, so that it counts as unreadable, and no older attempt counts instead. A part without an artifact is no error here: what has to
 * be there is checked when the parts are taken over. Never rejects.
 *
 * @returns a clause for each artifact that could not be downloaded, with the reason
 */
export async function downloadParts(request: DownloadRequest): Promise<readonly string[]> {
  const problems: string[] = [];
  try {
    await withinLimit(() => downloadAll(request, problems), limit, new AbortController().signal);
  } catch (error) {
    const numbers = request.numbers.join(', ');
    problems.push(`not all artifacts of the parts ${numbers} could be downloaded: ${errorText(error)}`);
  }
  return problems;
}

async function downloadAll({ mission, numbers, into }: DownloadRequest, problems: string[]): Promise<true> {
  // Imported here because it is most of the bundle.
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const { artifacts } = await client.listArtifacts();
  const prefix = partArtifactPrefix(mission);
  mkdirSync(into, { recursive: true });
  for (const { name, id, digest } of artifacts) {
    const number = name.startsWith(prefix) ? partInName(name) : undefined;
    if (number === undefined || !numbers.includes(number)) continue;
    // A path that leads out of the folder is impossible: no name of an artifact has a slash. A name may be there twice, in two attempts.
    const folder = join(into, existsSync(join(into, name)) ? `${id}-${name}` : name);
    const path = mkdtempSync(join(into, '.download-'));
    try {
      mkdirSync(folder, { recursive: true });
      const expected = digest === undefined ? {} : { expectedHash: digest };
      // Not unpacked: the client would write whatever paths the archive has, and as much as it has.
      const { digestMismatch } = await client.downloadArtifact(id, { path, skipDecompress: true, ...expected });
      if (digestMismatch === true) throw new Error('its digest is not the one that the service lists');
      const [file = ''] = readdirSync(path);
      const refusal = await extractPart(join(path, file), folder);
      if (refusal !== undefined) throw new Error(refusal.message.replaceAll(`${path}/`, ''));
    } catch (error) {
      problems.push(`the artifact ${name} could not be downloaded: ${errorText(error)}`);
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  }
  return true;
}
