import type { TaskKind } from '../../../mission/model/mission.ts';
import { countsCell } from '../../analysis/test-results.ts';
import { bytesCell, durationCell, stepsCell, waitCell } from '../../markdown/task/columns.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import type { ServiceReport } from '../../model/service.ts';
import { formatDuration, plural } from '../../text/format.ts';
import { exitText } from '../../words/status-text.ts';
import { idList, logLink, longMark, nameCell, offsetCell, statusCell, taskCell } from '../parts/cells.ts';
import { html, type Markup, nothing, type Part } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';
import { dash, type HtmlColumn, htmlTable } from '../parts/table.ts';
import { serviceKind, serviceSigns, serviceWord } from '../parts/words.ts';

/** The timeline has a row for each; a table of thousands only costs time. */
const mostRows = 300;
const mostServices = 100;

/** All tasks, all tests and all services with what became of them, in the file's order. */
export function pageResults(report: RunReport): Markup {
  const tables = [kindTable(report, 'task'), kindTable(report, 'test'), services(report)];
  return section('results', 'Results', tables, longMark(report.tasks.size));
}

function kindTable(report: RunReport, kind: TaskKind): Markup {
  const all = [...report.tasks.values()].filter(({ task }) => task.kind === kind);
  if (all.length === 0) return nothing;
  const shown = all.slice(0, mostRows);
  const rows = shown.map((task): Part[] => [
    taskCell(task.task.id),
    nameCell(task.task),
    statusCell(task),
    ...(kind === 'test' ? [triggerCell(task), ownIdCell(task.task.supports)] : []),
    offsetCell(report, task.started),
    durationCell(report, task),
    waitCell(report, task),
    task.steps.length > 1 ? stepsCell(task) : dash,
    countsCell(task) || dash,
    shortText(task.reason ?? exitText(task), 240) || dash,
  ]);
  const head: HtmlColumn[] = [
    { title: kind === 'task' ? 'Task' : 'Test' },
    { title: 'Name' },
    { title: 'Status' },
    ...(kind === 'test' ? [{ title: 'Trigger' }, { title: 'Supports' }] : []),
    { title: 'Started', align: 'right' },
    { title: 'Duration', align: 'right' },
    { title: 'Waited at the gate' },
    { title: 'Steps', align: 'right' },
    { title: 'Test cases' },
    { title: 'Why' },
  ];
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? `${hidden} more are in the timeline, final-report.md and mission.json.` : '';
  return htmlTable(`${kind === 'task' ? 'Tasks' : 'Tests'}: ${all.length}`, head, rows, more);
}

function triggerCell({ triggered, triggeredBy, resumed }: TaskReport): Part {
  if (triggered === undefined) return dash;
  if (triggeredBy === undefined) return resumed === true ? 'resume' : 'start';
  return html`<code>${triggeredBy}</code>`;
}

function ownIdCell(id: string | undefined): Part {
  return id === undefined ? dash : html`<code>${id}</code>`;
}

function services(report: RunReport): Markup {
  if (report.services.size === 0) return nothing;
  const all = [...report.services.values()];
  const columns: HtmlColumn[] = [
    { title: 'Service' },
    { title: 'Name' },
    { title: 'Status' },
    { title: 'Started', align: 'right' },
    { title: 'Ready after', align: 'right' },
    { title: 'Ended', align: 'right' },
    { title: 'Needed by' },
    { title: 'CPU time', align: 'right' },
    { title: 'Peak memory', align: 'right' },
    { title: 'Why' },
  ];
  const rows = all.slice(0, mostServices).map((service) => serviceRow(report, service));
  const hidden = all.length - rows.length;
  const more = hidden > 0 ? `${plural(hidden, 'more is', 'more are')} in mission.json.` : '';
  return htmlTable(`Services: ${all.length}`, columns, rows, more);
}

function serviceRow(report: RunReport, service: ServiceReport): Part[] {
  const { id } = service.service;
  const { status, started, ready, ended, users, failure, usage } = service;
  return [
    started === undefined ? html`<code>${id}</code>` : logLink(id, html`<code>${id}</code>`),
    nameCell(service.service),
    html`<span class="sign s-${serviceKind(status)}" aria-hidden="true">${serviceSigns[status]}</span> ${serviceWord(status)}`,
    offsetCell(report, started),
    started === undefined || ready === undefined ? dash : formatDuration(ready - started),
    offsetCell(report, ended),
    users.length === 0 ? dash : idList(users),
    usage === undefined ? dash : formatDuration(1000 * usage.cpuSeconds),
    bytesCell(usage?.peakMemory),
    shortText(failure ?? exitText(service), 240) || dash,
  ];
}
