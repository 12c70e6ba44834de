import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorCode } from '../base/error-code.ts';
import type { Redactor } from './redact.ts';
import { redactFile } from './redact-file.ts';

/**
 * Redacts files that programs have written, before anything prints them or passes them on. A file that cannot be redacted
 * is removed: a missing log does less harm than one with a secret. Never rejects.
 */
export async function redactFiles(
  paths: readonly string[],
  redactor: Redactor,
  problem: (message: string) => void,
): Promise<void> {
  if (!redactor.active) return;
  for (const path of paths) {
    const result = await redactFile(path, redactor);
    if (result.type !== 'failed') continue;
    rmSync(path, { recursive: true, force: true });
    problem(`${result.message}; ${basename(path)} was removed`);
  }
}

/** Redacts every log of a run, and the files that hand values to tasks. Throws what reading the folders throws. */
export async function redactWritten(
  dir: string,
  redactor: Redactor,
  problem: (message: string) => void,
): Promise<void> {
  if (!redactor.active) return;
  const attempts = join(dir, 'io');
  const folders = [join(dir, 'logs'), ...namesIn(attempts).map((attempt) => join(attempts, attempt))];
  const paths = folders.flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  await redactFiles(paths, redactor, problem);
}

/** Empty if there is no such folder, or a task has replaced it. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
