import { fileStem } from '../../../base/file-stem.ts';
import { measuredLoad } from '../../analysis/figures.ts';
import { durationOf, type RunReport, type TaskReport, waitedSoFar } from '../../model/run.ts';
import { markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { formatBytes, formatDuration, formatPercent } from '../../text/format.ts';
import { exitText } from '../../words/status-text.ts';
import { waitsText } from '../../words/waits.ts';

/** Cells about one task that several tables share. */

/** What stands where there is nothing to say. */
export const nothing = '–';

/** Its id as a link to its own report; `folder` leads from the document to the mission's folder. */
export function taskLink(id: string, folder = '.'): string {
  return `[${markdownCode(id)}](${markdownTarget(taskFile(id, folder))})`;
}

export function taskFile(id: string, folder: string): string {
  return `${folder === '.' ? '' : `${folder}/`}tasks/${fileStem(id)}.md`;
}

export function logFile(id: string, folder: string): string {
  return `${folder === '.' ? '' : `${folder}/`}logs/${fileStem(id)}.log`;
}

/** `L2.2.4`, or a dash. */
export function idCell(id: string | undefined): string {
  return id === undefined ? nothing : markdownCode(id);
}

/** The first few of many ids, and how many more there are. */
export function idsCell(ids: readonly string[], most = 6): string {
  if (ids.length === 0) return nothing;
  const shown = ids.slice(0, most).map((id) => markdownCode(id));
  return ids.length > most ? `${shown.join(', ')} and ${ids.length - most} more` : shown.join(', ');
}

/** `start`, `resume`, or the need whose end triggered it. */
export function triggerCell(task: TaskReport): string {
  if (task.triggered === undefined) return nothing;
  if (task.triggeredBy === undefined) return task.resumed === true ? 'resume' : 'start';
  return markdownCode(task.triggeredBy);
}

/** `CPU 2m05s, workers 4 s`; a dash when it did not wait. */
export function waitCell(report: RunReport, task: TaskReport): string {
  return waitsText(waitedSoFar(report, task)) || nothing;
}

export function durationCell(report: RunReport, task: TaskReport): string {
  const duration = durationOf(report, task);
  return duration === undefined ? nothing : formatDuration(duration);
}

export function stepsCell(task: TaskReport): string {
  return `${task.steps.filter((step) => step.status === 'succeeded').length} of ${task.steps.length}`;
}

/** Why it ended so: the reason, or how its process ended. */
export function whyCell(task: TaskReport): string {
  return task.reason === undefined ? exitText(task) || nothing : markdownText(task.reason);
}

export function declaredLoadCell(task: TaskReport): string {
  return task.task.load === undefined ? nothing : formatPercent(task.task.load);
}

export function measuredLoadCell(report: RunReport, task: TaskReport): string {
  const measured = measuredLoad(report, task);
  return measured === undefined ? nothing : formatPercent(measured);
}

export function bytesCell(bytes: number | undefined): string {
  return bytes === undefined ? nothing : formatBytes(bytes);
}
