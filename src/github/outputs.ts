import { join } from 'node:path';
import { timelineOf } from '../report/analysis/figures.ts';
import type { RunReport } from '../report/model/run.ts';

/** The outputs of the step by their names in action.yml. Those of the artifact are set after its upload. */
export function outputsOf(report: RunReport, dir: string): Readonly<Record<string, string>> {
  const { counts } = report;
  return {
    result: report.result ?? 'failed',
    succeeded: String(counts.succeeded),
    failed: String(counts.failed + counts['timed-out'] + counts.cancelled),
    skipped: String(counts.skipped + counts['not-needed']),
    duration: (report.duration / 1000).toFixed(1),
    'saved-percent': timelineOf(report).savedAgainstForkJoin.toFixed(1),
    'report-path': join(dir, 'final-report.md'),
    dir,
  };
}
