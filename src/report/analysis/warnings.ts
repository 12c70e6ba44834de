import type { RunReport } from '../model/run.ts';
import { tooManyThreads, tooManyThreadsText } from './too-many-threads.ts';

/** What did not work in the run itself, and tasks with too many threads, oldest first. The text is untrusted: the document escapes it. */
export function warningsOf(report: RunReport): { readonly at: number; readonly text: string }[] {
  return [
    ...report.interruptions.map(({ at, signal }) => ({ at, text: `Interrupted: ${signal}` })),
    ...report.degraded.map(({ at, message }) => ({ at, text: message })),
    ...tooManyThreads(report).map((found) => ({ at: found.most.at, text: tooManyThreadsText(report, found) })),
  ].sort((one, other) => one.at - other.at);
}
