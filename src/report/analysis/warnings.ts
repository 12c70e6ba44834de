import type { RunReport } from '../model/run.ts';
import { forcedText } from '../words/forced-text.ts';
import { tooManyThreads, tooManyThreadsText } from './too-many-threads.ts';

/** What did not work in the run itself, launches past a closed gate, and tasks with too many threads, oldest first. The text is untrusted: the document escapes it. */
export function warningsOf(report: RunReport): { readonly at: number; readonly text: string }[] {
  return [
    ...report.interruptions.map(({ at, signal }) => ({ at, text: `Interrupted: ${signal}` })),
    ...report.degraded.map(({ at, message }) => ({ at, text: message })),
    ...report.decisions.flatMap((decision) =>
      decision.verdict === 'forced'
        ? [{ at: decision.at, text: `${decision.id}: ${lowered(forcedText(report, decision))}` }]
        : [],
    ),
    ...tooManyThreads(report).map((found) => ({ at: found.most.at, text: tooManyThreadsText(report, found) })),
  ].sort((one, other) => one.at - other.at);
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
