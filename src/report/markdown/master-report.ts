import { progress, verdict } from '../analysis/verdict.ts';
import { deferralCount, type GateDecision, type RunReport, type TaskReport } from '../model/run.ts';
import { markdownCode, markdownText } from '../text/escape.ts';
import { formatCpus, formatDuration, formatOffset, formatPercent, plural } from '../text/format.ts';
import { type Column, factTable, joinBlocks, markdownTable } from '../text/markdown-table.ts';
import { gatedText } from '../words/gate-text.ts';
import { olderNote } from '../words/older-note.ts';
import { statusText } from '../words/status-text.ts';
import { waitWord } from '../words/waits.ts';
import { runFacts } from './run-facts.ts';
import { deploymentsSection, gateFigure, notDeployedSection } from './sections/deployments.ts';
import { loadSection } from './sections/load.ts';
import { degradedSection, startedText, title } from './sections/sections.ts';
import { servicesSection } from './sections/services.ts';
import { nothing } from './task/columns.ts';

/** Rewritten while the mission runs: what is older or more than this is in `mission.json`. */
const mostLedgerRows = 500;
const mostRowsNow = 50;

/** The deployment log, of a mission that runs or has ended. */
export function masterReport(report: RunReport): string {
  return joinBlocks([
    title(report, 'Master report'),
    verdict(report),
    facts(report),
    ...now(report),
    ...deploymentsSection(report),
    ...notDeployedSection(report),
    servicesSection(report, true),
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
  const reading = report.readings.at(-1);
  return factTable([
    ['Mission', markdownText(mission.name)],
    ...(mission.goal === undefined ? [] : [['Goal', markdownText(mission.goal)] as const]),
    ...(mission.scope.length === 0 ? [] : [['Scope', mission.scope.map(markdownText).join(', ')] as const]),
    ['File', markdownCode(report.file)],
    ['Started', startedText(report)],
    [report.finished ? 'Took' : 'Elapsed', formatDuration(report.duration)],
    ...(report.finished ? [] : [['Progress', progress(report)] as const]),
    ...runFacts(report),
    ['Limits', limits.join(', ')],
    ['Waits for CPU and memory', gatedText(gate)],
    ...(reading === undefined || report.finished ? [] : [['Newest reading', readingText(reading)] as const]),
    ['Machine', `${formatCpus(machine.cpus)}, figures from ${markdownText(machine.source)}`],
  ]);
}

function readingText(reading: { cpu?: number; memory?: number; active: number; band: string }): string {
  return `CPU ${formatPercent(reading.cpu)}, memory ${formatPercent(reading.memory)}, ${reading.active} active: ${reading.band}`;
}

function now(report: RunReport): string[] {
  const { running, stopping, waiting: atTheGate, backoff } = report.counts;
  if (report.finished || running + stopping + atTheGate + backoff === 0) return [];
  const tasks = [...report.tasks.values()];
  const busy = tasks.filter(({ status }) => status === 'running' || status === 'stopping');
  const waiting = tasks.filter(({ status }) => status === 'waiting' || status === 'backoff');
  const shown = [...busy, ...waiting].slice(0, mostRowsNow);
  const rows = shown.map((task) => [
    markdownCode(task.task.id),
    markdownText(task.task.name),
    statusText(task),
    formatDuration(report.duration - sinceWhen(task)),
    waitsFor(report, task),
  ]);
  const columns = [{ title: 'Id' }, { title: 'Name' }, { title: 'Status' }, rightColumn('For'), { title: 'Waits for' }];
  const hidden = busy.length + waiting.length - shown.length;
  return ['## Now', markdownTable(columns, rows), hidden > 0 ? `And ${hidden} more.` : ''];
}

/** One that runs counts from its launch, also while it is being stopped. */
function sinceWhen(task: TaskReport): number {
  const isBusy = task.status === 'running' || task.status === 'stopping';
  return isBusy ? (task.attemptList.at(-1)?.started ?? task.since) : task.since;
}

function waitsFor(report: RunReport, task: TaskReport): string {
  if (task.deferral !== undefined) return deferralText(task.deferral.decision);
  const until = task.status === 'backoff' ? task.attemptList.at(-1)?.retry?.until : undefined;
  if (until === undefined) return nothing;
  const left = until - report.duration;
  return `its back-off, ${left > 0 ? `${formatDuration(left)} more` : 'now over'}`;
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
    gateFigure(decision.cpu),
    gateFigure(decision.unseen),
    gateFigure(decision.memory),
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

function rightColumn(title: string): Column {
  return { title, align: 'right' };
}
