import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileStem, formerFileStem } from '../../base/file-stem.ts';
import type { RunReport } from '../../report/model/run.ts';

/**
 * Renames the logs and reports in the folder of a run of an earlier version, which gave other names to the files of some ids, so that
 * documents that are written again lead to them. Never throws: a file that cannot be renamed stays.
 */
export function renameFormerFiles(dir: string, { tasks, services }: RunReport): void {
  for (const id of [...tasks.keys(), ...services.keys()]) {
    const [former, now] = [formerFileStem(id), fileStem(id)];
    if (former === now) continue;
    rename(join(dir, 'logs', `${former}.log`), join(dir, 'logs', `${now}.log`));
    rename(join(dir, 'tasks', `${former}.md`), join(dir, 'tasks', `${now}.md`));
  }
}

function rename(from: string, to: string): void {
  try {
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  } catch {
    // For example, another user owns the folder.
  }
}
