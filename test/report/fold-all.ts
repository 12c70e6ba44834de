import { emptyReport, recordEvent } from '../../src/report/fold/fold.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import type { Event } from '../../src/schedule/events/event.ts';

/** The report of a whole journal. */
export function foldAll(events: readonly Event[]): RunReport {
  const report = emptyReport();
  for (const event of events) recordEvent(report, event);
  return report;
}
