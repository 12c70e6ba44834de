import { posix } from 'node:path';
import type { Links } from '../../report/markdown/task-report.ts';

/** Links in a report in `tasks/` of the run's folder; `folder` is the run's folder as a path from the root. */
export function taskFolderLinks(folder: string | undefined): Links {
  return folder === undefined ? { folder: '..' } : { folder: '..', root: posix.relative(`${folder}/tasks`, '.') };
}

/** Links in the same report at the path of its deliverable. */
export function deliverableLinks(folder: string | undefined, deliverable: string): Links {
  return folder === undefined ? {} : { folder: posix.relative(posix.dirname(deliverable), folder) || '.' };
}
