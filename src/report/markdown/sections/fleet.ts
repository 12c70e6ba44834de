import type { RunReport } from '../../model/run.ts';
import { fleetSentences, fleetTable } from '../../sections/fleet.ts';
import { type Place, paintSentence, paintTable } from '../parts/paint.ts';

/** The runners of a mission, its missing parts, and the comparison with one runner; '' for a run on one machine. */
export function fleetSection(report: RunReport, place: Place = 'beside-files'): string {
  const table = fleetTable(report);
  if (table === undefined) return '';
  const sentences = fleetSentences(report).map((each) => paintSentence(each, place));
  return ['## Runners', paintTable(table, place), ...sentences].join('\n\n');
}
