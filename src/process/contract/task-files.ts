import { join } from 'node:path';
import { fileStem } from '../../base/file-stem.ts';
import { makeFolder } from '../../files/make-folder.ts';

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
    log: logFile(dir, id),
    output: join(exchange, `${stem}.output`),
    report: join(exchange, `${stem}.report.md`),
    context: join(exchange, `${stem}.context.json`),
  };
}

/** Raw output of a task or service. */
export function logFile(dir: string, id: string): string {
  return join(dir, 'logs', `${fileStem(id)}.log`);
}

/** Makes a folder once; later calls cost nothing. Throws what the system says. */
export type EnsureFolder = (path: string) => void;

export function createEnsureFolder(): EnsureFolder {
  const made = new Set<string>();
  return (path) => {
    if (made.has(path)) return;
    makeFolder(path);
    made.add(path);
  };
}
