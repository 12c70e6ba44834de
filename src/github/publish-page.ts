import { copyFileSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { type UploadOutcome, uploadDocuments } from './upload.ts';

export interface PageRequest {
  /** The run's folder. */
  readonly dir: string;
  /** Of the artifact with everything, which no other artifact of this workflow run has: the page's name is made from it. */
  readonly artifact: string;
  readonly retentionDays?: number;
  /** Milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Uploads `report.html` once more, alone and not zipped, so that a click on it shows it. The name of such an artifact is
 * that of its file, so a copy with a name of its own is uploaded. Never throws; undefined where there is no page.
 */
export async function uploadPage(request: PageRequest): Promise<UploadOutcome | undefined> {
  const { dir, artifact, retentionDays, limit, signal } = request;
  const page = join(dir, 'report.html');
  try {
    // A task may have put a link in its place.
    if (!lstatSync(page, { throwIfNoEntry: false })?.isFile()) return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'mission-page-'));
    const name = `${artifact}.html`;
    const copy = join(folder, name);
    copyFileSync(page, copy);
    const outcome = await uploadDocuments({
      names: [name],
      files: [copy],
      dir: folder,
      limit,
      signal,
      unzipped: true,
      ...(retentionDays === undefined ? {} : { retentionDays }),
    });
    // A client that was given up may still be reading it.
    if (outcome.type === 'uploaded') rmSync(folder, { recursive: true, force: true });
    return outcome;
  } catch (error) {
    return { type: 'failed', why: errorText(error) };
  }
}
