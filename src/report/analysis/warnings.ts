import { append } from '../../base/multimap.ts';
import type { GateDecision, RunReport } from '../model/run.ts';
import { listed } from '../text/format.ts';
import { forcedRemedy, forcedText } from '../words/forced-text.ts';
import { tooManyThreads, tooManyThreadsText } from './too-many-threads.ts';

/** Tasks that a warning names; of more, it names one less and their number. */
const mostNamed = 4;

/** What did not work in the run itself, launches past a closed gate, and tasks with too many threads, oldest first. The text is untrusted: the document escapes it. */
export function warningsOf(report: RunReport): { readonly at: number; readonly text: string }[] {
  return [
    ...report.interruptions.map(({ at, signal }) => ({ at, text: `Interrupted: ${signal}` })),
    ...report.degraded.map(({ at, message }) => ({ at, text: message })),
    ...strictWarnings(report),
    ...forcedWarnings(report),
    ...tooManyThreads(report).map((found) => ({ at: found.most.at, text: tooManyThreadsText(report, found) })),
  ].sort((one, other) => one.at - other.at);
}

/** One warning for all launches with the same remedy, with the figures of the first: a busy machine may force each launch of a run. */
function forcedWarnings(report: RunReport): { readonly at: number; readonly text: string }[] {
  const groups = new Map<string, GateDecision[]>();
  for (const decision of report.decisions) {
    if (decision.verdict === 'forced') append(groups, forcedRemedy(report, decision), decision);
  }
  return [...groups.values()].flatMap((decisions) => {
    const [first] = decisions;
    if (first === undefined) return [];
    const ids = [...new Set(decisions.map(({ id }) => id))];
    const shown =
      ids.length <= mostNamed ? ids : [...ids.slice(0, mostNamed - 1), `${ids.length - mostNamed + 1} more`];
    return [
      {
        at: first.at,
        text: `${listed(shown)}: ${ids.length > 1 ? 'the first one was ' : ''}${lowered(forcedText(report, first))}`,
      },
    ];
  });
}

/** A task that fails with declared files only, and not without this option, uses a file that is not declared. */
function strictWarnings(report: RunReport): { readonly at: number; readonly text: string }[] {
  if (report.strict !== true) return [];
  return [...report.tasks.values()].flatMap(({ task, status, ended = 0 }) => {
    if (task.workspace !== 'own' || (status !== 'failed' && status !== 'timed-out')) return [];
    const declared = task.needs.filter((id) => report.tasks.get(id)?.task.artifacts !== undefined);
    const of = declared.length === 0 ? 'what it needs' : listed(declared.slice(0, mostNamed));
    const text = `${task.id} failed in a checkout with only the declared files of ${of}; if it succeeds without --artifacts strict, it uses a file that \`artifacts\` does not name`;
    return [{ at: ended, text }];
  });
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
