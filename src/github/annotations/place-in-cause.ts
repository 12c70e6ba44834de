import { posix } from 'node:path';
import type { TaskReport } from '../../report/model/run.ts';
import type { Annotation } from './annotation.ts';
import type { Sources } from './sources.ts';

/**
 * The place that the first line of a log that looks like the cause begins with, as compilers and linters write it: `src/a.ts(1,7): error`,
 * `src/a.c:1:7: error`, `--> src/a.rs:1:7`. Undefined unless the file is in the repository.
 */
export function placeInCause(
  { task, left }: TaskReport,
  sources: Sources,
): Pick<Annotation, 'file' | 'line'> | undefined {
  const found = /^(?:-->\s*)?([^\s:(]+\.\w+)(?::|\()(\d{1,7})\b/.exec((left?.causes?.[0]?.text ?? '').trim());
  const [, file, digits] = found ?? [];
  const line = Number(digits);
  if (file === undefined || line === 0) return undefined;
  const folders = [task.workingDirectory, ...task.steps.flatMap((step) => step.workingDirectory ?? []), '.'];
  for (const folder of folders) {
    const path = sources.pathOf(posix.isAbsolute(file) ? file : posix.join(folder, file));
    if (path !== undefined) return { file: path, line };
  }
  return undefined;
}
