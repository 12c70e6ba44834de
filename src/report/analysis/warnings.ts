import type { RunReport } from '../model/run.ts';

/** What of the run itself did not work, in the order of time; the text is as it was recorded, for the document to escape. */
export function warningsOf(report: RunReport): { readonly at: number; readonly text: string }[] {
  return [
    ...report.interruptions.map(({ at, signal }) => ({ at, text: `Interrupted: ${signal}` })),
    ...report.degraded.map(({ at, message }) => ({ at, text: message })),
  ].sort((one, other) => one.at - other.at);
}
