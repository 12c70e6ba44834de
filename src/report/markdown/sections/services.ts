import type { RunReport } from '../../model/run.ts';
import type { ServiceReport, ServiceStatus } from '../../model/service.ts';
import { fencedBlock, markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { formatDuration, formatOffset } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { type Column, markdownTable } from '../../text/markdown-table.ts';
import { serviceFailureParts } from '../../words/failure-parts.ts';
import { exitText } from '../../words/status-text.ts';
import { titleOf } from '../../words/title-of.ts';
import { bytesCell, idsCell, logFile, nothing } from '../task/columns.ts';

const mostRows = 100;

const serviceMark: Readonly<Record<ServiceStatus, string>> = {
  idle: '·',
  starting: '⏳',
  ready: '▶️',
  stopping: '⏹️',
  stopped: '✅',
  failed: '❌',
};

const useColumns: readonly Column[] = [
  { title: 'CPU time', align: 'right' },
  { title: 'Peak memory', align: 'right' },
];

const columns: readonly Column[] = [
  { title: 'Service' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'Started', align: 'right' },
  { title: 'Ready after', align: 'right' },
  { title: 'Ended', align: 'right' },
  { title: 'Needed by' },
  { title: 'Why' },
];

/** The long-running helpers; '' when the mission has none. `linked` where the run's folder is beside the document. */
export function servicesSection(report: RunReport, linked: boolean): string {
  if (report.services.size === 0) return '';
  const all = [...report.services.values()];
  const shown = all.slice(0, mostRows);
  const measured = shown.some(({ usage }) => usage !== undefined);
  const table = markdownTable(
    [...columns, ...(measured ? useColumns : [])],
    shown.map((service) => [...row(report, service, linked), ...(measured ? use(service) : [])]),
  );
  const hidden = all.length - shown.length;
  return ['## Services', table, ...(hidden > 0 ? [`And ${hidden} more.`] : [])].join('\n\n');
}

function row(report: RunReport, service: ServiceReport, linked: boolean): string[] {
  const { id, name } = service.service;
  const at = (moment: number | undefined): string =>
    moment === undefined ? nothing : formatOffset(moment, report.duration);
  return [
    linked && service.started !== undefined
      ? `[${markdownCode(id)}](${markdownTarget(logFile(id, '.'))})`
      : markdownCode(id),
    markdownText(name),
    `${serviceMark[service.status]} ${service.status === 'idle' ? notStarted(report) : service.status}`,
    at(service.started),
    readyAfter(service),
    at(service.ended),
    idsCell(service.users),
    why(service),
  ];
}

function use({ usage }: ServiceReport): string[] {
  return [usage === undefined ? nothing : formatDuration(1000 * usage.cpuSeconds), bytesCell(usage?.peakMemory)];
}

function notStarted(report: RunReport): string {
  return report.finished ? 'never started' : 'not started yet';
}

function readyAfter({ started, ready }: ServiceReport): string {
  return started === undefined || ready === undefined ? nothing : formatDuration(ready - started);
}

function why(service: ServiceReport): string {
  if (service.failure !== undefined) return markdownText(service.failure);
  const parts = [...(service.killed ? ['killed after the grace'] : []), exitText(service)].filter(
    (part) => part !== '',
  );
  return parts.join(', ') || nothing;
}

/** Those that could not be used, or not to the end. */
export function failedServices(report: RunReport): ServiceReport[] {
  return [...report.services.values()].filter(({ status }) => status === 'failed');
}

/** Those that needed it and failed after it did; what had failed before had another cause. */
export function hurtBy(report: RunReport, { users, failed = 0 }: ServiceReport): string[] {
  return users.filter((user) => {
    const task = report.tasks.get(user);
    return task?.status === 'failed' && task.ended !== undefined && task.ended >= failed;
  });
}

/** Why a service failed, for whom, and the end of its log. */
export function serviceFailure(report: RunReport, service: ServiceReport, linked: boolean): string {
  const { id } = service.service;
  const tail = tailOf(service.logTail, { lines: 40, characters: 8000 });
  const { claim, rest } = serviceFailureParts(service, markdownText);
  const hurt = hurtBy(report, service);
  return [
    `### ${serviceMark.failed} ${markdownText(`service ${titleOf(service.service)}`)}`,
    `**${claim}**${rest}`,
    ...(hurt.length === 0 ? [] : [`Failed after it, needing it: ${idsCell(hurt, 10)}.`]),
    ...(tail === '' ? ['It left no output.'] : [fencedBlock(tail)]),
    ...(linked ? [`[Its whole log](${markdownTarget(logFile(id, '.'))})`] : []),
  ].join('\n\n');
}
