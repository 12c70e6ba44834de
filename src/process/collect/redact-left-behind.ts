import type { LeftBehind, Leftover, TestResults } from '../../schedule/events/event.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { redactEntries } from '../../secrets/redact-entries.ts';

/** What an attempt left behind, without secrets: of all that goes to the journal, this is what programs have written. */
export function redactLeftBehind(left: LeftBehind, redactor: Redactor): LeftBehind {
  if (!redactor.active) return left;
  const { redactText } = redactor;
  const { outputs, outputsRejected, report, results, resultsProblem } = left;
  return {
    ...left,
    logTail: redactText(left.logTail),
    ...(outputs === undefined ? {} : { outputs: redactEntries(outputs, redactor) }),
    ...(outputsRejected === undefined ? {} : { outputsRejected: redactText(outputsRejected) }),
    ...(report === undefined ? {} : { report: redactText(report) }),
    ...(results === undefined ? {} : { results: redactResults(results, redactor) }),
    ...(resultsProblem === undefined ? {} : { resultsProblem: redactText(resultsProblem) }),
  };
}

/** Command lines may hold what they should not. */
export function redactLeftovers(leftovers: readonly Leftover[], { redactText }: Redactor): readonly Leftover[] {
  return leftovers.map(({ pid, command }) => ({ pid, command: redactText(command) }));
}

function redactResults(results: TestResults, { redactText }: Redactor): TestResults {
  const failures = results.failures.map(({ name, message }) => ({
    name: redactText(name),
    message: redactText(message),
  }));
  return { ...results, failures };
}
