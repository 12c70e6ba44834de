import { measuredLoad } from '../../analysis/figures.ts';
import { bytesCell, declaredLoadCell, measuredLoadCell } from '../../markdown/task/columns.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { formatDuration } from '../../text/format.ts';
import { longMark, nameCell, taskCell } from '../parts/cells.ts';
import { html, type Markup, type Part } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import { dash, htmlTable } from '../parts/table.ts';

const mostRows = 120;

/** Declared against measured, for each task and test that ran; those furthest from what they declared first. */
export function pageLoad(report: RunReport): Markup {
  const ran = [...report.tasks.values()].filter(({ started }) => started !== undefined);
  const known = ran.filter(({ task, usage }) => (usage ?? task.load ?? task.memory) !== undefined);
  const order = known
    .map((task) => ({ task, distance: distanceOf(report, task) }))
    .sort((one, other) => other.distance - one.distance);
  const rows = order.slice(0, mostRows).map(({ task }) => row(report, task));
  const hidden = known.length - rows.length;
  const content =
    rows.length === 0
      ? html`<p>Nothing was declared and nothing measured.</p>
`
      : htmlTable(
          'Declared and measured, those furthest from what they declared first',
          [
            { title: 'Id' },
            { title: 'Name' },
            { title: 'Declared load', align: 'right' },
            { title: 'Measured load', align: 'right' },
            { title: 'Declared, measured' },
            { title: 'CPU time', align: 'right' },
            { title: 'Declared memory', align: 'right' },
            { title: 'Peak memory', align: 'right' },
          ],
          rows,
          hidden > 0 ? `${hidden} more are in final-report.md and mission.json.` : '',
        );
  return section('load', 'Load and memory', content, longMark(rows.length));
}

function row(report: RunReport, task: TaskReport): Part[] {
  const { usage } = task;
  const { id, load, memory } = task.task;
  return [
    taskCell(id),
    nameCell(task.task),
    declaredLoadCell(task),
    measuredLoadCell(report, task),
    bars(load, measuredLoad(report, task)),
    usage === undefined ? dash : formatDuration(1000 * usage.cpuSeconds),
    bytesCell(memory),
    bytesCell(usage?.peakMemory),
  ];
}

/** Percent of the machine that lie between what was declared and what was measured. */
function distanceOf(report: RunReport, task: TaskReport): number {
  const measured = measuredLoad(report, task);
  return task.task.load === undefined || measured === undefined ? -1 : Math.abs(measured - task.task.load);
}

/** Declared above measured, on the scale of the whole machine. */
function bars(declared: number | undefined, measured: number | undefined): Markup {
  const width = (value: number | undefined): string => `${Math.min(100, Math.max(0, value ?? 0)).toFixed(1)}%`;
  return html`<svg class="share" width="120" height="12" aria-hidden="true"><rect class="ground" width="100%" height="12" rx="2"/><rect class="other" width="${width(declared)}" y="1" height="4"/><rect class="own" width="${width(measured)}" y="7" height="4"/></svg>`;
}
