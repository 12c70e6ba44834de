import type { RunReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { serviceEndText } from '../words/service-lines.ts';
import { bytesCell, type Cell, durationCell, idsCell, nameCell, offsetCell, untrusted } from './cell.ts';
import { type Column, makeTable, moreInJson, type Row, type Table } from './table.ts';

const mostRows = 100;

const columns: readonly Column[] = [
  { title: 'Service' },
  { title: 'Name' },
  { title: 'Status' },
  { title: 'Started', align: 'right' },
  { title: 'Ready after', align: 'right' },
  { title: 'Setup', align: 'right' },
  { title: 'Ended', align: 'right' },
  { title: 'Needed by' },
  { title: 'CPU time', align: 'right' },
  { title: 'Peak memory', align: 'right' },
  { title: 'Why' },
];

/** All services in the order of the mission file; undefined if the mission has none. */
export function servicesTable(report: RunReport): Table | undefined {
  const all = [...report.services.values()];
  if (all.length === 0) return undefined;
  const rows = all.slice(0, mostRows).map((service) => row(report, service));
  const more = moreInJson(all.length - rows.length, 'more', 'more');
  return makeTable({ caption: `Services: ${all.length}`, columns, rows, more });
}

function row(report: RunReport, service: ServiceReport): Row {
  const { status, started, ready, ended, users, usage } = service;
  const { id } = service.service;
  return [
    started === undefined ? { type: 'id', id } : { type: 'id', id, link: 'log' },
    nameCell(service.service),
    { type: 'service-status', status, phrase: status === 'idle' ? notStarted(report) : status },
    offsetCell(report, started),
    durationCell(started === undefined || ready === undefined ? undefined : ready - started),
    durationCell(service.setup),
    offsetCell(report, ended),
    idsCell(users),
    durationCell(usage === undefined ? undefined : 1000 * usage.cpuSeconds),
    bytesCell(usage?.peakMemory),
    whyCell(service),
  ];
}

function notStarted(report: RunReport): string {
  return report.finished ? 'never started' : 'not started yet';
}

function whyCell(service: ServiceReport): Cell {
  if (service.failure !== undefined) return untrusted(service.failure);
  return untrusted(serviceEndText(service));
}
