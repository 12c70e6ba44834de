import { join } from 'node:path';
import { warning } from '@actions/core';
import { packPart } from '../../run/fleet/pack.ts';
import { PART_FILE, PART_TAR } from '../../run/fleet/part-file.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { type UploadOutcome, uploadDocuments } from '../service/upload.ts';

export interface PartUpload {
  /** Absolute folder of the run. */
  readonly dir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly retentionDays?: number | undefined;
  /** False if secrets could not be redacted from the logs. */
  readonly withLogs: boolean;
  readonly secrets: Secrets;
  /** Milliseconds for the upload. */
  readonly limit: number;
  /** Aborted if the step is cancelled: `post` then uploads. */
  readonly signal: AbortSignal;
}

/** Packs and uploads what a part leaves. Never rejects. */
export async function uploadPart(request: PartUpload): Promise<UploadOutcome> {
  const { dir, environment, retentionDays, withLogs, secrets, limit, signal } = request;
  const commit = environment.GITHUB_SHA || undefined;
  const packed = await packPart({
    ...{ dir, into: `${dir}-parts`, commit, withLogs },
    redactor: secrets.redactor(),
    problem: (message) => warning(`A file is not in the artifact of this part: ${message}.`),
  });
  if (packed.type === 'failed') return { type: 'failed', why: packed.message };
  const { name, folder } = packed;
  const retention = retentionDays === undefined ? {} : { retentionDays };
  return uploadDocuments({
    // An upload that was cut short has taken the first name.
    names: [name, `${name}-again`],
    files: [join(folder, PART_FILE), join(folder, PART_TAR)],
    dir: folder,
    ...{ limit, signal },
    ...retention,
  });
}
