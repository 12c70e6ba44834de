import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorCode } from '../base/error-code.ts';
import type { Redactor } from './redact.ts';
import { redactFile } from './redact-file.ts';

/**
 * Masks secrets in what programs have written, before anybody prints it or passes it on. A file in which that is not
 * possible is removed: better no log than one that gives a secret away. Never rejects.
 */
export async function maskFiles(
  paths: readonly string[],
  redactor: Redactor,
  problem: (message: string) => void,
): Promise<void> {
  for (const path of paths) {
    const result = await redactFile(path, redactor);
    if (result.type !== 'failed') continue;
    rmSync(path, { recursive: true, force: true });
    problem(`${result.message}; ${basename(path)} was removed`);
  }
}

/** The same for every log of a run. Throws what reading the folder throws. */
export async function maskLogs(dir: string, redactor: Redactor, problem: (message: string) => void): Promise<void> {
  if (!redactor.active) return;
  const logs = join(dir, 'logs');
  await maskFiles(
    namesIn(logs).map((name) => join(logs, name)),
    redactor,
    problem,
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
