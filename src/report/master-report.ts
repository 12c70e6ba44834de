import { markdownCode, markdownText } from './escape.ts';
import { formatDuration, formatOffset, formatPercent, plural, trimmed } from './format.ts';
import { loadSection } from './load-section.ts';
import { type Column, factTable, joinBlocks, markdownTable } from './markdown-table.ts';
import { degradedSection, startedText, title } from './report-sections.ts';
import { deferralCount, type GateDecision, type RunReport, type TaskReport } from './run-report.ts';
import { hasEnded, statusText } from './status-text.ts';
import { durationCell, idCell, nothing, taskLink, triggerCell, waitCell, waitWord, whyCell } from './task-columns.ts';
import { progress, verdict } from './verdict.ts';

/** Rewritten while the mission runs: what is older or more than this is in `mission.json`. */
const mostDeployments = 2000;
const mostLedgerRows = 500;
const mostRowsNow = 50;

/** The deployment log, of a mission that runs or has ended. */
export function masterReport(report: RunReport): string {
  return joinBlocks([
    title(report, 'Master report'),
    verdict(report),
    facts(report),
    ...now(report),
    ...deployments(report),
    ...notDeployed(report),
    loadSection(report),
    ...ledger(report),
    degradedSection(report),
  ]);
}

function facts(report: RunReport): string {
  const { mission, machine } = report;
  const { cpu, memory, workers, load, gate } = mission.admission;
  const limits = [
    ...(gate === 'off' ? [] : [`CPU ${formatPercent(cpu.limit)}`, `memory ${formatPercent(memory.limit)}`]),
    plural(workers.limit, 'worker'),
    `declared load ${formatPercent(load)}`,
  ];
  const gated = gate === 'all' ? 'tasks and tests' : gate === 'tests' ? 'tests' : 'nobody';
  const reading = report.readings.at(-1);
  return factTable([
    ['Mission', markdownText(mission.name)],
    ...(mission.goal === undefined ? [] : [['Goal', markdownText(mission.goal)] as const]),
    ...(mission.scope.length === 0 ? [] : [['Scope', mission.scope.map(markdownText).join(', ')] as const]),
    ['File', markdownCode(report.file)],
    ['Started', startedText(report)],
    [report.finished ? 'Took' : 'Elapsed', formatDuration(report.duration)],
    ...(report.finished ? [] : [['Progress', progress(report)] as const]),
    ['Limits', limits.join(', ')],
    ['Waits for CPU and memory', gated],
    ...(reading === undefined || report.finished ? [] : [['Newest reading', readingText(reading)] as const]),
    ['Machine', `${formatCpus(machine.cpus)}, figures from ${markdownText(machine.source)}`],
  ]);
}

function formatCpus(cpus: number): string {
  return plural(Number(cpus.toFixed(2)), 'CPU');
}

function readingText(reading: { cpu?: number; memory?: number; active: number; band: string }): string {
  return `CPU ${formatPercent(reading.cpu)}, memory ${formatPercent(reading.memory)}, ${reading.active} active: ${reading.band}`;
}

function now(report: RunReport): string[] {
  if (report.finished || report.counts.running + report.counts.stopping + report.counts.waiting === 0) return [];
  const tasks = [...report.tasks.values()];
  const busy = tasks.filter(({ status }) => status === 'running' || status === 'stopping');
  const waiting = tasks.filter(({ status }) => status === 'waiting');
  const shown = [...busy, ...waiting].slice(0, mostRowsNow);
  const rows = shown.map((task) => [
    markdownCode(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    formatDuration(report.duration - ((task.status === 'waiting' ? task.triggered : task.started) ?? 0)),
    task.deferral === undefined ? nothing : deferralText(task.deferral.decision),
  ]);
  const columns = [{ title: 'Id' }, { title: 'Name' }, { title: 'Status' }, rightColumn('For'), { title: 'Waits for' }];
  const hidden = busy.length + waiting.length - shown.length;
  return ['## Now', markdownTable(columns, rows), hidden > 0 ? `And ${hidden} more.` : ''];
}

/** What happened comes first: on a narrow page only the gate's figures are to be scrolled to. */
const deploymentColumns: readonly Column[] = [
  rightColumn('Time'),
  { title: 'Id' },
  { title: 'Name' },
  rightColumn('Level'),
  { title: 'Status' },
  rightColumn('Duration'),
  { title: 'Trigger' },
  { title: 'Supports' },
  { title: 'Band' },
  rightColumn('CPU %'),
  rightColumn('Memory %'),
  rightColumn('Active'),
  { title: 'Waited' },
];

function deployments(report: RunReport): string[] {
  if (report.admissions.length === 0) return ['## Deployments', 'Nothing has been deployed yet.'];
  const shown = report.admissions.slice(-mostDeployments);
  const rows = shown.flatMap((admission) => {
    const task = report.tasks.get(admission.id);
    return task === undefined ? [] : [deploymentRow(report, admission, task)];
  });
  return [
    '## Deployments',
    'Band, CPU, memory and active workers are what the gate saw right before the launch.',
    olderNote(report.admissions.length - shown.length, 'deployment'),
    markdownTable(deploymentColumns, rows),
  ];
}

function deploymentRow(report: RunReport, admission: GateDecision, task: TaskReport): string[] {
  return [
    formatOffset(admission.at, report.duration),
    taskLink(admission.id),
    markdownText(task.task.name),
    String(task.task.level),
    statusText(task),
    durationCell(report, task),
    triggerCell(task),
    idCell(task.task.supports),
    admission.verdict === 'forced' ? `${admission.band}, **forced**` : admission.band,
    figure(admission.cpu),
    figure(admission.memory),
    String(admission.active),
    waitCell(report, task),
  ];
}

/** Bare: a wide table stays readable when its narrow cells do not wrap. */
function figure(value: number | undefined): string {
  return value === undefined ? nothing : trimmed(value, 1);
}

function notDeployed(report: RunReport): string[] {
  const tasks = [...report.tasks.values()].filter((task) => task.started === undefined && hasEnded(task.status));
  if (tasks.length === 0) return [];
  const shown = tasks.slice(-mostDeployments);
  const rows = shown.map((task) => [
    formatOffset(task.ended ?? 0, report.duration),
    taskLink(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    whyCell(task),
  ]);
  const columns = [rightColumn('Time'), { title: 'Id' }, { title: 'Name' }, { title: 'Status' }, { title: 'Why' }];
  return ['## Not deployed', olderNote(tasks.length - shown.length, 'entry', 'entries'), markdownTable(columns, rows)];
}

function ledger(report: RunReport): string[] {
  if (report.decisions.length === 0) return [];
  const shown = report.decisions.slice(-mostLedgerRows);
  const columns: readonly Column[] = [
    rightColumn('Time'),
    { title: 'Id' },
    { title: 'Verdict' },
    rightColumn('Checks'),
    rightColumn('CPU %'),
    rightColumn('Unseen %'),
    rightColumn('Memory %'),
    rightColumn('Active'),
    { title: 'Band' },
    { title: 'Why' },
  ];
  const rows = shown.map((decision) => [
    formatOffset(decision.at, report.duration),
    markdownCode(decision.id),
    decision.verdict,
    String(deferralCount(report, decision)),
    figure(decision.cpu),
    figure(decision.unseen),
    figure(decision.memory),
    String(decision.active),
    decision.band,
    deferralText(decision),
  ]);
  return [
    '## Ledger',
    'Every decision of the gate. Consecutive deferrals for the same reason are one entry with the number of checks.',
    olderNote(report.decisions.length - shown.length, 'decision'),
    markdownTable(columns, rows),
  ];
}

function deferralText({ detail, reason }: GateDecision): string {
  if (detail !== undefined) return markdownText(detail);
  return reason === undefined ? nothing : waitWord(reason);
}

function olderNote(count: number, one: string, many = `${one}s`): string {
  return count <= 0
    ? ''
    : `${plural(count, `older ${one} is`, `older ${many} are`)} only in [mission.json](mission.json).`;
}

function rightColumn(title: string): Column {
  return { title, align: 'right' };
}
