import type { RunReport } from '../../model/run.ts';
import { aboveFloorTable, timeNotes, timeTable } from '../../sections/time.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The run against its floor and against other schedules, each with its bar, and what the time above the floor was spent on. */
export function pageTime(report: RunReport): Markup {
  const table = timeTable(report);
  if (table === undefined) return nothing;
  const notes = timeNotes(report).map((note) => moreLine(paintSentence(note)));
  const above = aboveFloorTable(report);
  const spent = above === undefined ? nothing : htmlTable(above);
  return section('time', 'Time', html`${htmlTable(table)}${notes}${spent}`);
}
