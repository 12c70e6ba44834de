import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileStem } from '../../../base/file-stem.ts';
import { lookAt } from '../../../files/look-at.ts';
import { joinedServiceId } from '../../../fleet/merge/join-services.ts';
import type { Merged } from '../../../fleet/merge/merge-reports.ts';
import type { ReportedPart } from '../../../fleet/merge/reported-part.ts';
import { fileDocuments } from '../../folder/documents.ts';

/** A folder of a part, which may be moved if it was only unpacked for the merge. */
export interface PartContent {
  readonly folder: string;
  readonly isOwn: boolean;
}

/**
 * Writes the documents of a merged run, and puts the logs and kept files of its tasks beside them.
 *
 * @param dir absolute; its earlier content of these names is replaced
 * @returns a sentence for each document that could not be written
 */
export function writeMerged(
  dir: string,
  { report, parts }: Merged,
  contentOf: (part: ReportedPart) => PartContent | undefined,
): readonly string[] {
  rmSync(join(dir, 'tasks'), { recursive: true, force: true });
  for (const name of ['logs', 'files']) {
    rmSync(join(dir, name), { recursive: true, force: true });
    mkdirSync(join(dir, name), { recursive: true });
  }
  for (const part of parts) {
    const content = contentOf(part);
    if (content === undefined) continue;
    // Most missions keep no files: one look instead of one for each task.
    const hasFiles = existsSync(join(content.folder, 'files'));
    for (const { task, runner } of report.tasks.values()) {
      if (runner !== part.number) continue;
      const stem = fileStem(task.id);
      take(content, join('run', 'logs', `${stem}.log`), join(dir, 'logs', `${stem}.log`));
      if (hasFiles) take(content, join('files', stem), join(dir, 'files', stem));
    }
    for (const id of part.report.services.keys()) {
      const joined = [joinedServiceId(id, part.number), id].find(
        (each) => report.services.get(each)?.runner === part.number,
      );
      if (joined === undefined) continue;
      take(content, join('run', 'logs', `${fileStem(id)}.log`), join(dir, 'logs', `${fileStem(joined)}.log`));
    }
  }
  const problems: string[] = [];
  fileDocuments(dir, (message) => problems.push(message)).finish(report);
  return problems;
}

/** Moves or copies a file or a folder; nothing if there is none. Links are copied as links. */
function take({ folder, isOwn }: PartContent, from: string, to: string): void {
  const path = join(folder, from);
  const stats = lookAt(path);
  if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return;
  if (isOwn) renameSync(path, to);
  else if (stats.isFile()) copyFileSync(path, to);
  else cpSync(path, to, { recursive: true, verbatimSymlinks: true });
}
