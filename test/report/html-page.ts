import type { findingsOf } from '../../src/report/analysis/findings.ts';
import { htmlPagePieces, type PageAssets } from '../../src/report/html/page.ts';
import type { RunReport } from '../../src/report/model/run.ts';

/** The whole text of `report.html`. */
export function htmlPage(
  report: RunReport,
  assets: PageAssets | undefined,
  findings?: ReturnType<typeof findingsOf>,
): string {
  return Buffer.concat(Array.from(htmlPagePieces(report, assets, findings), (piece) => Buffer.from(piece))).toString();
}
