import { constants, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canAccess } from '../files/can-access.ts';

const documents = ['events.jsonl', 'master-report.md', 'final-report.md', 'report.html', 'mission.json', 'junit.xml'];

/** What a folder of the run holds one file of for every task, by extension. */
const folders = { tasks: '.md', logs: '.log' };

export interface Documents {
  /** Absolute paths of the documents that can be read. */
  readonly files: readonly string[];
  /** Documents that cannot be read: the artifact client would never settle over them. */
  readonly unreadable: readonly string[];
}

/**
 * What of the run's folder goes into the artifact. Tasks may write there too, so only documents of known names are taken,
 * no link is followed, and no name that makes the service refuse the whole upload.
 *
 * @param withLogs false where they may hold secrets.
 */
export function listDocuments(dir: string, withLogs = true): Documents {
  const files: string[] = [];
  const unreadable: string[] = [];
  for (const path of [...documents.map((name) => join(dir, name)), ...filesOfTasks(dir, withLogs)]) {
    if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    (canAccess(path, constants.R_OK) ? files : unreadable).push(path);
  }
  return { files, unreadable };
}

function filesOfTasks(dir: string, withLogs: boolean): readonly string[] {
  return Object.entries(folders).flatMap(([folder, extension]) => {
    if (folder === 'logs' && !withLogs) return [];
    const path = join(dir, folder);
    if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith(extension) && !/[":<>|*?\\\r\n]/.test(name))
      .sort()
      .map((name) => join(path, name));
  });
}
