import { posix, resolve } from 'node:path';
import type { RunReport } from '../../report/model/run.ts';

/** Why a deliverable must not be written to a path in the workspace; undefined if it may be. */
export function reservedPath(report: RunReport, deliverable: string): string | undefined {
  const path = posix.normalize(deliverable);
  const refused = (what: string): string =>
    `expected a deliverable at a path that is not reserved, found ${deliverable}, ${what}; the report was not written there`;
  if (report.folder !== undefined && isBelow(report.folder, path)) return refused("in the run's own folder");
  if (path.split('/').includes('.git')) return refused("in git's own folder");
  // `file` is relative to the folder in which the run was started, which is the root or above it.
  if (resolve(report.root, path) === resolve(report.root, report.file)) return refused('the mission file itself');
  return undefined;
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
