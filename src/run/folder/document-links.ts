import { posix } from 'node:path';
import type { Links } from '../../report/markdown/task-report.ts';

/** Links of a report in the run's `tasks/`; `folder` is the run's folder as a path from the root. */
export function taskFolderLinks(folder: string | undefined): Links {
  return folder === undefined ? { folder: '..' } : { folder: '..', root: posix.relative(`${folder}/tasks`, '.') };
}

/** Links of the same report at its deliverable's path. */
export function deliverableLinks(folder: string | undefined, deliverable: string): Links {
  return folder === undefined ? {} : { folder: posix.relative(posix.dirname(deliverable), folder) || '.' };
}
