import type { findingsOf } from '../../src/report/analysis/findings.ts';
import { finalReportPieces } from '../../src/report/markdown/final-report.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { joinPieces } from '../../src/report/text/markdown-table.ts';

/** The whole text of `final-report.md`. */
export function finalReport(report: RunReport, findings?: ReturnType<typeof findingsOf>): string {
  return joinPieces(finalReportPieces(report, findings));
}
