import type { LeftBehind, Leftover, TestFailure, TestResults } from '../../schedule/events/event.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { redactEntries } from '../../secrets/redact-entries.ts';
import { cutText } from '../results/test-results.ts';

/** Characters of a test's name or message in the journal. */
const longestShown = 300;

/**
 * What an attempt left behind, without secrets: of all that goes to the journal, this is what programs have written. The
 * texts of test results are cut only here, behind the redaction.
 */
export function redactLeftBehind(left: LeftBehind, redactor: Redactor): LeftBehind {
  const { redactText } = redactor;
  const { outputs, outputsRejected, report, results, resultsProblem } = left;
  const shown = results === undefined ? {} : { results: redactResults(results, redactor) };
  if (!redactor.active) return { ...left, ...shown };
  return {
    ...left,
    logTail: redactText(left.logTail),
    ...(outputs === undefined ? {} : { outputs: redactEntries(outputs, redactor) }),
    ...(outputsRejected === undefined ? {} : { outputsRejected: redactText(outputsRejected) }),
    ...(report === undefined ? {} : { report: redactText(report) }),
    ...shown,
    ...(resultsProblem === undefined ? {} : { resultsProblem: redactText(resultsProblem) }),
  };
}

/** Command lines may hold what they should not. */
export function redactLeftovers(leftovers: readonly Leftover[], { redactText }: Redactor): readonly Leftover[] {
  return leftovers.map(({ pid, command }) => ({ pid, command: redactText(command) }));
}

function redactResults(results: TestResults, redactor: Redactor): TestResults {
  const shown = (tests: readonly TestFailure[]) => tests.map((test) => redactFailure(test, redactor));
  const { failures, flakyTests } = results;
  return {
    ...results,
    failures: shown(failures),
    ...(flakyTests === undefined ? {} : { flakyTests: shown(flakyTests) }),
  };
}

function redactFailure({ name, message }: TestFailure, { redactText }: Redactor): TestFailure {
  return { name: cutText(redactText(name), longestShown), message: cutText(redactText(message), longestShown) };
}
