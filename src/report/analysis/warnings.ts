import type { RunReport } from '../model/run.ts';

/** What did not work in the run itself, oldest first. The text is untrusted: the document escapes it. */
export function warningsOf(report: RunReport): { readonly at: number; readonly text: string }[] {
  return [
    ...report.interruptions.map(({ at, signal }) => ({ at, text: `Interrupted: ${signal}` })),
    ...report.degraded.map(({ at, message }) => ({ at, text: message })),
  ].sort((one, other) => one.at - other.at);
}
