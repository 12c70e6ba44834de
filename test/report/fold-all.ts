import { emptyReport, recordEvent } from '../../src/report/fold.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { Event } from '../../src/schedule/event.ts';

/** The report of a whole journal. */
export function foldAll(events: readonly Event[]): RunReport {
  const report = emptyReport();
  for (const event of events) recordEvent(report, event);
  return report;
}
