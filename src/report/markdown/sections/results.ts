import type { TaskKind } from '../../../mission/model/mission.ts';
import { countsCell } from '../../analysis/test-results.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { markdownText } from '../../text/escape.ts';
import { formatOffset } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { statusText } from '../../words/status-text.ts';
import { durationCell, idCell, nothing, stepsCell, taskLink, triggerCell, whyCell } from '../task/columns.ts';

/** All tasks, then all tests, in the file's order. */
export function resultsSection(report: RunReport): string {
  return [kindTable(report, 'task'), kindTable(report, 'test')].filter((block) => block !== '').join('\n\n');
}

function kindTable(report: RunReport, kind: TaskKind): string {
  const tasks = [...report.tasks.values()].filter(({ task }) => task.kind === kind);
  if (tasks.length === 0) return '';
  const explained = tasks.some((task) => whyCell(task) !== nothing);
  const withCases = tasks.some((task) => countsCell(task) !== '');
  const columns: readonly Column[] = [
    { title: kind === 'task' ? 'Task' : 'Test' },
    { title: 'Name' },
    { title: 'Status' },
    ...(kind === 'test' ? [{ title: 'Trigger' }, { title: 'Supports' }] : []),
    { title: 'Started', align: 'right' },
    { title: 'Duration', align: 'right' },
    { title: 'Steps', align: 'right' },
    ...(withCases ? [{ title: 'Test cases' }] : []),
    ...(explained ? [{ title: 'Why' }] : []),
  ];
  const rows = tasks.map((task) => [
    taskLink(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    ...(kind === 'test' ? [triggerCell(task), idCell(task.task.supports)] : []),
    startedCell(report, task),
    durationCell(report, task),
    stepsCell(task),
    ...(withCases ? [countsCell(task) || nothing] : []),
    ...(explained ? [whyCell(task)] : []),
  ]);
  return `## ${kind === 'task' ? 'Tasks' : 'Tests'}\n\n${markdownTable(columns, rows)}`;
}

export function startedCell(report: RunReport, task: TaskReport): string {
  return task.started === undefined ? nothing : formatOffset(task.started, report.duration);
}
