import { loadFigures } from '../../analysis/figures.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { markdownText } from '../../text/escape.ts';
import { formatDuration, formatOffset, formatPercent, trimmed } from '../../text/format.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { bytesCell, declaredLoadCell, idsCell, measuredLoadCell, nothing, taskLink } from '../task/columns.ts';

const mostDeployments = 200;
/** This table is written again several times a second while the mission runs; the final report has all. */
const mostTasks = 100;

const deploymentColumns: readonly Column[] = [
  { title: 'Time', align: 'right' },
  { title: 'Deployed' },
  { title: 'Their load', align: 'right' },
  { title: 'Active load after it', align: 'right' },
  { title: 'Active', align: 'right' },
];

/** Declared load over time: what ran after each deployment, its maximum, mean and variance. */
export function loadSection(report: RunReport): string {
  if (report.admissions.length === 0) return '';
  const { maximum, mean, variance } = loadFigures(report);
  const all = deploymentsByInstant(report);
  const shown = all.slice(-mostDeployments);
  const rows = shown.map(({ at, ids, load, active, own }) => [
    formatOffset(at, report.duration),
    idsCell(ids),
    formatPercent(own),
    formatPercent(load),
    String(active),
  ]);
  const figures = `Maximum ${formatPercent(maximum)}, mean over time ${formatPercent(mean)}, variance ${trimmed(variance, 1)}.`;
  const hidden = all.length - shown.length;
  return [
    '## Load',
    `Declared load that was active. ${figures}`,
    ...(hidden > 0 ? [`${hidden} older moments are only in [mission.json](mission.json).`] : []),
    markdownTable(deploymentColumns, rows),
    loadTable(report, mostTasks),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** Declared against measured, for each task and test that ran. */
export function loadTable(report: RunReport, most: number): string {
  const ran = [...report.tasks.values()].filter(({ started }) => started !== undefined);
  if (!ran.some(({ task, usage }) => usage !== undefined || task.load !== undefined || task.memory !== undefined)) {
    return '';
  }
  const shown = ran.slice(0, most);
  const columns: readonly Column[] = [
    { title: 'Id' },
    { title: 'Name' },
    { title: 'Declared load', align: 'right' },
    { title: 'Measured load', align: 'right' },
    { title: 'CPU time', align: 'right' },
    { title: 'Declared memory', align: 'right' },
    { title: 'Peak memory', align: 'right' },
  ];
  const table = markdownTable(
    columns,
    shown.map((task) => row(report, task)),
  );
  const hidden = ran.length - shown.length;
  return hidden > 0 ? `${table}\n\n${hidden} more are only in [mission.json](mission.json).` : table;
}

function row(report: RunReport, task: TaskReport): string[] {
  const { usage } = task;
  return [
    taskLink(task.task.id),
    markdownText(task.task.name),
    declaredLoadCell(task),
    measuredLoadCell(report, task),
    usage === undefined ? nothing : formatDuration(1000 * usage.cpuSeconds),
    bytesCell(task.task.memory),
    bytesCell(usage?.peakMemory),
  ];
}

interface Moment {
  readonly at: number;
  readonly ids: string[];
  /** Absent while none of them has declared any. */
  own: number | undefined;
  readonly load: number;
  readonly active: number;
}

/** Launches of one instant are one row: what is active is only settled after all of them. */
function deploymentsByInstant(report: RunReport): Moment[] {
  const moments: Moment[] = [];
  let step: number | undefined;
  for (const { at, id, loadStep } of report.admissions) {
    const own = report.tasks.get(id)?.task.load;
    const last = moments.at(-1);
    if (last !== undefined && step === loadStep) {
      last.ids.push(id);
      if (own !== undefined) last.own = (last.own ?? 0) + own;
      continue;
    }
    step = loadStep;
    const after = report.load.steps[loadStep ?? -1];
    moments.push({ at, ids: [id], own, load: after?.load ?? 0, active: after?.active ?? 0 });
  }
  return moments;
}
