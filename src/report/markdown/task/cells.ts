import { type RunReport, type TaskReport, waitedSoFar } from '../../model/run.ts';
import { taskFile } from '../../text/document-paths.ts';
import { markdownCode, markdownTarget } from '../../text/escape.ts';
import { dash } from '../../text/format.ts';
import { waitsText } from '../../words/waits.ts';

/** An id as a link to the report of the task; `folder` leads from the document to the run's folder. */
export function taskLink(id: string, folder?: string): string {
  return `[${markdownCode(id)}](${markdownTarget(taskFile(id, folder))})`;
}

/** `CPU 2m05s, workers 4 s`; a dash if it did not wait. */
export function waitCell(report: RunReport, task: TaskReport): string {
  return waitsText(waitedSoFar(report, task)) || dash;
}
