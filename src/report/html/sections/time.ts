import type { RunReport } from '../../model/run.ts';
import { timeNotes, timeTable } from '../../sections/time.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The run against staged, serial and the lower bound of every schedule, each with its bar. */
export function pageTime(report: RunReport): Markup {
  const table = timeTable(report);
  if (table === undefined) return nothing;
  const notes = timeNotes(report).map((note) => moreLine(paintSentence(note)));
  return section('time', 'Time', html`${htmlTable(table)}${notes}`);
}
