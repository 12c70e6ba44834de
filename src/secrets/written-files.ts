import { lookAt } from '../files/look-at.ts';
import type { Redactor } from './redact.ts';
import { redactFiles } from './redact-files.ts';

/** Files of a run that are redacted when the process that they are for has ended. */
export interface WrittenFiles {
  /** Redacts these files. Never rejects. */
  redact(paths: readonly string[]): Promise<void>;
  /**
   * Redacts those again that have grown since. A process that left its task, such as a daemon that `sudo` has started with another environment, still
   * has the log open. Never rejects.
   */
  redactGrown(): Promise<void>;
}

/** @param redactor called for each redaction, because more secrets may be known by then */
export function createWrittenFiles(redactor: () => Redactor, problem: (message: string) => void): WrittenFiles {
  /** By path: the size that was searched; 0 for a file that was not there, which may have been made while other files were searched. */
  const searched = new Map<string, number>();
  const redact = async (paths: readonly string[]): Promise<void> => {
    const current = redactor();
    if (!current.active) return;
    const before = paths.map((path) => lookAt(path));
    await redactFiles(paths, current, problem);
    for (const [index, path] of paths.entries()) {
      const there = before[index];
      const now = there === undefined ? undefined : lookAt(path);
      // A redacted copy has taken its place, which no process has open.
      const isReplaced = now?.ino !== there?.ino;
      searched.set(path, (isReplaced ? now : there)?.size ?? 0);
    }
  };
  return {
    redact,
    redactGrown: () =>
      redact([...searched].filter(([path, size]) => (lookAt(path)?.size ?? 0) > size).map(([path]) => path)),
  };
}
