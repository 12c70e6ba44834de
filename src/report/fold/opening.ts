import type { Opening } from '../../schedule/events/opening.ts';
import type { RunReport, SelectionReport } from '../model/run.ts';
import { openConstraints } from './constraints.ts';

/** The facts of a run from here on: it was opened, or is resumed. */
export function recordOpening(report: RunReport, event: Opening): void {
  report.mission = event.mission;
  report.file = event.file;
  report.machine = event.machine;
  report.changed = event.changed;
  report.bases = event.bases;
  report.predictions = event.predictions;
  report.source = event.source;
  report.included = event.included ?? [];
  report.selection = selectionOf(event);
  if (event.artifacts === 'strict') report.strict = true;
  else delete report.strict;
  report.part = event.part;
  report.elsewhere = event.elsewhere;
  openConstraints(report, event.machine);
}

function selectionOf({ only = [], skip = [], leftOut }: Opening): SelectionReport | undefined {
  return leftOut === undefined ? undefined : { only, skip, leftOut };
}
