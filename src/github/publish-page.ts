import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { lookAt } from '../files/look-at.ts';
import { type UploadOutcome, uploadDocuments } from './service/upload.ts';

export interface PageRequest {
  /** The run's folder. */
  readonly dir: string;
  /** Name of the artifact with all reports. It is unique in this workflow run, so that the name of the page is made from it. */
  readonly artifact: string;
  readonly retentionDays?: number;
  /** Milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Uploads `report.html` a second time, by itself and not zipped, so that a click opens it in the browser. The service names
 * such an artifact after its file, so a copy with a unique name is uploaded. Never throws; undefined if there is no page.
 */
export async function uploadPage(request: PageRequest): Promise<UploadOutcome | undefined> {
  const { dir, artifact, retentionDays, limit, signal } = request;
  const page = join(dir, 'report.html');
  try {
    // A task may have replaced it with a link.
    if (!lookAt(page)?.isFile()) return undefined;
    const name = `${artifact}.html`;
    const { folder, copy } = copyOf(page, name);
    const outcome = await uploadDocuments({
      names: [name],
      files: [copy],
      dir: folder,
      limit,
      signal,
      unzipped: true,
      ...(retentionDays === undefined ? {} : { retentionDays }),
    });
    // After a timeout the client may still be reading it.
    if (outcome.type === 'uploaded') rmSync(folder, { recursive: true, force: true });
    return outcome;
  } catch (error) {
    return { type: 'failed', why: errorText(error) };
  }
}

/** Throws the system's error, for example if the disk is full, and then leaves nothing. */
function copyOf(page: string, name: string): { readonly folder: string; readonly copy: string } {
  const folder = mkdtempSync(join(tmpdir(), 'mission-page-'));
  const copy = join(folder, name);
  try {
    copyFileSync(page, copy);
    return { folder, copy };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
