import type { RunReport } from '../../model/run.ts';
import { deploymentsTable, notDeployedTable } from '../../sections/deployments.ts';
import { ledgerNote, ledgerTable } from '../../sections/ledger.ts';
import { nowTable } from '../../sections/now.ts';
import { paintTable, paintTablePieces } from '../parts/paint.ts';

/** Bounds, because the master report is rewritten while the mission runs; the rest is in `mission.json`. */
const mostDeployments = 2000;
const mostDecisions = 500;
const mostNow = 50;

/** What runs and what waits at this moment; '' if nothing does. */
export function nowSection(report: RunReport): string {
  const table = nowTable(report, mostNow);
  return table === undefined ? '' : `## Now\n\n${paintTable(table)}`;
}

/** Every launch, with what the gate saw. */
export function* deploymentsSection(report: RunReport): Generator<string> {
  const table = deploymentsTable(report, mostDeployments);
  if (table === undefined) {
    yield '## Deployments\n\nNothing has been deployed yet.';
    return;
  }
  yield '## Deployments\n\nBand, CPU, memory and active workers are what the gate saw right before the launch.\n\n';
  yield* paintTablePieces(table);
}

/** What ended without a launch, and why; '' if nothing did. */
export function notDeployedSection(report: RunReport): string {
  const table = notDeployedTable(report, mostDeployments);
  return table === undefined ? '' : `## Not deployed\n\n${paintTable(table)}`;
}

/** Every decision of the gate; '' if there are none. */
export function ledgerSection(report: RunReport): string {
  const table = ledgerTable(report, mostDecisions);
  return table === undefined ? '' : `## Ledger\n\n${ledgerNote(report)}\n\n${paintTable(table)}`;
}
