import { masterReportPieces } from '../../src/report/markdown/master-report.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { joinPieces } from '../../src/report/text/markdown-table.ts';

/** The whole text of `master-report.md`. */
export function masterReport(report: RunReport): string {
  return joinPieces(masterReportPieces(report));
}
