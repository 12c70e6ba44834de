import type { RunReport, StepReport, StepStatus, TaskReport } from '../../model/run.ts';
import { fencedBlock, markdownCode, markdownText } from '../../text/escape.ts';
import { firstLine } from '../../text/first-line.ts';
import { dash, formatDuration, plural } from '../../text/format.ts';
import { markdownTable } from '../../text/markdown-table.ts';
import { isBareRun } from '../../words/bare-run.ts';
import { exitText } from '../../words/status-text.ts';

const stepMarks: Readonly<Record<StepStatus, string>> = {
  'not-run': '·',
  running: '▶️',
  succeeded: '✅',
  failed: '❌',
  'timed-out': '⏱️',
  cancelled: '⏹️',
  skipped: '⏭️',
};

/** The steps as a table; for a task with a single `run:`, its command. */
export function stepsSection(report: RunReport, task: TaskReport): string {
  if (isBareRun(task.steps)) return `## Command\n\n${fencedBlock(task.steps[0]?.run ?? '', 'sh')}`;
  const done = task.steps.filter(({ status }) => status === 'succeeded').length;
  const columns = [
    { title: '#', align: 'right' as const },
    { title: 'Step' },
    { title: 'Status' },
    { title: 'Duration', align: 'right' as const },
    { title: 'Ended with' },
  ];
  const rows = task.steps.map((step, index) => [
    String(index + 1),
    `${step.finally === true ? 'finally: ' : ''}${step.name === undefined ? markdownCode(firstLine(step.run)) : markdownText(step.name)}`,
    `${stepMarks[step.status]} ${step.status.replace('-', ' ')}${step.continued === true ? ', continued' : ''}`,
    stepDuration(report, step),
    [exitText(step), markdownText(step.reason ?? '')].filter((text) => text !== '').join('; ') || dash,
  ]);
  const whose = task.attempts > 1 ? `These are the steps of attempt ${task.attempts}.\n\n` : '';
  return `## Steps: ${done} of ${task.steps.length}\n\n${whose}${markdownTable(columns, rows)}`;
}

function stepDuration(report: RunReport, step: StepReport): string {
  return step.started === undefined ? dash : formatDuration((step.ended ?? report.duration) - step.started);
}

/** The values that the task wrote to MISSION_OUTPUT, or why they were rejected. */
export function outputsSection(task: TaskReport): string {
  const values = Object.entries(task.left?.outputs ?? {});
  const rejected = task.left?.outputsRejected;
  if (values.length === 0 && rejected === undefined) return '';
  const most = 200;
  const rows = values
    .slice(0, most)
    .map(([name, value]) => [markdownCode(name), markdownCode(firstLine(value.slice(0, 500)))]);
  return [
    '## Outputs',
    ...(rejected === undefined ? [] : [`Rejected: ${markdownText(rejected)}`]),
    ...(rows.length === 0 ? [] : [markdownTable([{ title: 'Name' }, { title: 'Value' }], rows)]),
    ...(values.length > most ? [`${plural(values.length - most, 'more is', 'more are')} in \`mission.json\`.`] : []),
  ].join('\n\n');
}
