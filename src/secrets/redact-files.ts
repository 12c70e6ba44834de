import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode, errorText } from '../base/error-code.ts';
import { restoreAccess } from '../files/restore-access.ts';
import type { Redactor } from './redact.ts';
import { type FileRedaction, redactFile } from './redact-file.ts';

/**
 * Redacts files that programs have written, before anything passes them on. A file that cannot be redacted is removed: a missing log does less
 * harm than one with a secret. Never rejects.
 *
 * @returns the files that could be neither redacted nor removed: they must not be published
 */
export async function redactFiles(
  paths: readonly string[],
  redactor: Redactor,
  problem: (message: string) => void,
): Promise<readonly string[]> {
  if (!redactor.active) return [];
  const unredacted: string[] = [];
  for (const path of paths) {
    const result = await redactAgain(path, redactor);
    if (result.type !== 'failed') continue;
    const left = remove(path);
    if (left !== undefined) unredacted.push(path);
    const outcome = left === undefined ? 'was removed' : `could not be removed either: ${left}`;
    problem(`${result.message}; ${basename(path)} ${outcome}`);
  }
  return unredacted;
}

/** If a task has made the folder of the file read-only or unreadable, its access is restored first. */
async function redactAgain(path: string, redactor: Redactor): Promise<FileRedaction> {
  const result = await redactFile(path, redactor);
  if (result.type !== 'failed') return result;
  restoreAccess(dirname(path));
  return redactFile(path, redactor);
}

/** Returns why the file is still there. */
function remove(path: string): string | undefined {
  try {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

/** Redacts every log of a run, and the files that hand values to tasks. Never rejects. */
export async function redactWritten(
  dir: string,
  redactor: Redactor,
  problem: (message: string) => void,
): Promise<void> {
  if (!redactor.active) return;
  const attempts = join(dir, 'io');
  const names = (folder: string): readonly string[] => namesIn(folder, problem);
  const folders = [join(dir, 'logs'), ...names(attempts).map((attempt) => join(attempts, attempt))];
  const paths = folders.flatMap((folder) => names(folder).map((name) => join(folder, name)));
  await redactFiles(paths, redactor, problem);
}

/** Empty if there is no such folder, or a task has replaced it or one above it. */
function namesIn(folder: string, problem: (message: string) => void): readonly string[] {
  restoreAccess(folder);
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error) ?? '')) return [];
    problem(`secrets could not be redacted in ${folder}: ${errorText(error)}`);
    return [];
  }
}
