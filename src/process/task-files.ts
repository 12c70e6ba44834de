import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileStem } from '../schedule/file-stem.ts';

/** Absolute paths of what belongs to one attempt of a task. */
export interface TaskFiles {
  readonly log: string;
  readonly output: string;
  readonly report: string;
  readonly context: string;
}

/** A folder for each attempt, so that what a stopped attempt still writes never reaches the next one's outputs. */
export function taskFiles(dir: string, id: string, attempt: number): TaskFiles {
  const stem = fileStem(id);
  const exchange = join(dir, 'io', String(attempt));
  return {
    log: join(dir, 'logs', `${stem}.log`),
    output: join(exchange, `${stem}.output`),
    report: join(exchange, `${stem}.report.md`),
    context: join(exchange, `${stem}.context.json`),
  };
}

/** @param step index into the task's steps. */
export function scriptFile(dir: string, id: string, step: number, extension: string): string {
  return join(dir, 'scripts', `${fileStem(id)}-${step + 1}${extension}`);
}

/** Makes a folder once; later calls cost nothing. Throws what `mkdir` throws. */
export type EnsureFolder = (path: string) => void;

export function createEnsureFolder(): EnsureFolder {
  const made = new Set<string>();
  return (path) => {
    if (made.has(path)) return;
    mkdirSync(path, { recursive: true });
    made.add(path);
  };
}
