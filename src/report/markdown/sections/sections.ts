/*
 * `markdown/sections/`: one section of a Markdown document in each file.
 *
 * A section takes the report and gives its heading and content as one text, or '' if there is nothing to say; the document
 * then leaves it out. Most sections ask `report/sections` for a neutral table or list, and only add the heading, sentences
 * around it and the number of rows that the document has space for. `attempts.ts`, `coverage.ts` and `test-results.ts` exist
 * in Markdown only and make their own rows.
 *
 * Invariants:
 * - Headings are of level 2, entries below them of level 3: the title of a document is its only heading of level 1.
 * - A text of another origin is escaped here or in `parts/paint.ts`, at the last step before it becomes Markdown.
 */
import type { RunReport } from '../../model/run.ts';
import { CONSTRAINTS_NOTE, constraintsTable } from '../../sections/constraints.ts';
import { elsewhereList } from '../../sections/elsewhere.ts';
import { machineFacts } from '../../sections/machine.ts';
import { rerunList } from '../../sections/rerun.ts';
import { warningsList } from '../../sections/warnings.ts';
import { markdownText } from '../../text/escape.ts';
import { factTable } from '../../text/markdown-table.ts';
import { wallClock } from '../../text/wall-clock.ts';
import { type Place, paintCell, paintList, paintTable } from '../parts/paint.ts';

/** Sections that several Markdown documents share. */

/** The first line of a document. */
export function title(report: RunReport, kind: string): string {
  const name = markdownText(report.mission.name);
  return name === '' ? `# ${kind}` : `# ${kind}: ${name}`;
}

/** The wall-clock start, such as `2026-11-23 03:28:00 UTC`. */
export function startedText(report: RunReport): string {
  return wallClock(report.started);
}

/** What did not work in the run itself; '' if everything did. */
export function warningsSection(report: RunReport, place: Place = 'beside-files'): string {
  return paintList(warningsList(report), report.duration, place);
}

/** The tasks of other parts on which those of this run depend; '' if there are none. */
export function elsewhereSection(report: RunReport): string {
  return paintList(elsewhereList(report), report.duration);
}

/** The tasks that had succeeded and were run again by a resume; '' if there are none. */
export function rerunSection(report: RunReport): string {
  return paintList(rerunList(report), report.duration);
}

/** What the machine is and what limits the measurement. */
export function machineSection(report: RunReport): string {
  const facts = machineFacts(report).map(([name, cell]) => [name, paintCell(cell, 'beside-files', 'cell')] as const);
  const notes = report.machine.notes.map((note) => `- ${markdownText(note)}`);
  const constraints = constraintsTable(report);
  return [
    '## Machine',
    factTable(facts),
    ...(constraints === undefined ? [] : [CONSTRAINTS_NOTE, paintTable(constraints)]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
  ].join('\n\n');
}
