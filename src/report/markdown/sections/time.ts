import type { RunReport } from '../../model/run.ts';
import { ABOVE, aboveFloorTable, timeNotes, timeTable, utilizationTable } from '../../sections/time.ts';
import { paintSentence, paintTable } from '../parts/paint.ts';

/** The run against its floor and against other schedules, and what the time above the floor was spent on; '' if nothing has run. */
export function timeSection(report: RunReport): string {
  const table = timeTable(report);
  if (table === undefined) return '';
  const above = aboveFloorTable(report);
  const notes = timeNotes(report).map((note) => paintSentence(note));
  return [
    '## Time',
    paintTable(table),
    ...notes,
    ...(above === undefined ? [] : [`${ABOVE}:`, paintTable(above)]),
  ].join('\n\n');
}

/** How well the machine was used; '' if nothing was launched. */
export function utilizationSection(report: RunReport): string {
  const table = utilizationTable(report);
  return table === undefined ? '' : `## Utilization\n\n${paintTable(table)}`;
}
