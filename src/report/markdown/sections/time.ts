import type { RunReport } from '../../model/run.ts';
import { timeNotes, timeTable, utilizationTable } from '../../sections/time.ts';
import { paintSentence, paintTable } from '../parts/paint.ts';

/** The run against staged, serial and the lower bound of every schedule; '' if nothing has run. */
export function timeSection(report: RunReport): string {
  const table = timeTable(report);
  if (table === undefined) return '';
  return ['## Time', paintTable(table), ...timeNotes(report).map((note) => paintSentence(note))].join('\n\n');
}

/** How well the machine was used; '' if nothing was launched. */
export function utilizationSection(report: RunReport): string {
  const table = utilizationTable(report);
  return table === undefined ? '' : `## Utilization\n\n${paintTable(table)}`;
}
