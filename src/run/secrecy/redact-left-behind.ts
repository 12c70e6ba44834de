import type { LeftBehind, Leftover } from '../../schedule/events/event.ts';
import type { KeptFiles } from '../../schedule/events/kept-files.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import type { TestFailure, TestResults } from '../../schedule/events/test-results.ts';
import type { Redactor } from '../../secrets/redact.ts';

/**
 * What an attempt left behind, as the record keeps it. Other tasks get the outputs unchanged. The record names the outputs
 * that were redacted, so that a resumed run does not use their redacted values.
 */
export function redactLeftBehind(left: LeftBehind, { redactText }: Redactor): LeftBehind {
  const {
    causes,
    lastLines,
    retryLine,
    outputs,
    outputsRejected,
    report,
    results,
    resultsProblem,
    artifacts,
    artifactsProblem,
  } = left;
  return {
    ...left,
    logTail: redactText(left.logTail),
    ...(causes === undefined ? {} : { causes: redactLines(causes, redactText) }),
    ...(lastLines === undefined ? {} : { lastLines: redactLines(lastLines, redactText) }),
    ...(retryLine === undefined ? {} : { retryLine: redactText(retryLine) }),
    ...(outputs === undefined ? {} : redactOutputs(outputs, redactText)),
    ...(outputsRejected === undefined ? {} : { outputsRejected: redactText(outputsRejected) }),
    ...(report === undefined ? {} : { report: redactText(report) }),
    ...(results === undefined ? {} : { results: redactResults(results, redactText) }),
    ...(resultsProblem === undefined ? {} : { resultsProblem: redactText(resultsProblem) }),
    ...(artifacts === undefined ? {} : { artifacts: redactKept(artifacts, redactText) }),
    ...(artifactsProblem === undefined ? {} : { artifactsProblem: redactText(artifactsProblem) }),
  };
}

/** Command lines may contain secrets. */
export function redactLeftovers(leftovers: readonly Leftover[], { redactText }: Redactor): readonly Leftover[] {
  return leftovers.map(({ pid, command }) => ({ pid, command: redactText(command) }));
}

type RedactText = Redactor['redactText'];

function redactLines(lines: readonly LogLine[], redactText: RedactText): readonly LogLine[] {
  return lines.map(({ line, text }) => ({ line, text: redactText(text) }));
}

/** Names of files are found by tools that write them: a secret in one is redacted in the record, and the file keeps its name. */
function redactKept(kept: KeptFiles, redactText: RedactText): KeptFiles {
  const { note } = kept;
  return {
    ...kept,
    files: kept.files.map(redactText),
    ...(note === undefined ? {} : { note: redactText(note) }),
  };
}

function redactOutputs(
  outputs: Readonly<Record<string, string>>,
  redactText: RedactText,
): Pick<LeftBehind, 'outputs' | 'redactedOutputs'> {
  const entries = Object.entries(outputs).map(([name, value]) => ({
    name: redactText(name),
    value: redactText(value),
    isRedacted: redactText(name) !== name || redactText(value) !== value,
  }));
  const redacted = entries.filter(({ isRedacted }) => isRedacted).map(({ name }) => name);
  return {
    outputs: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    ...(redacted.length === 0 ? {} : { redactedOutputs: redacted }),
  };
}

function redactResults(results: TestResults, redactText: RedactText): TestResults {
  const { failures, flakyTests, cases } = results;
  const redacted = (tests: readonly TestFailure[]): readonly TestFailure[] =>
    tests.map(({ name, message, file, ...rest }) => ({
      ...rest,
      name: redactText(name),
      message: redactText(message),
      ...(file === undefined ? {} : { file: redactText(file) }),
    }));
  return {
    ...results,
    failures: redacted(failures),
    ...(flakyTests === undefined ? {} : { flakyTests: redacted(flakyTests) }),
    ...(cases === undefined ? {} : { cases: cases.map((each) => ({ ...each, name: redactText(each.name) })) }),
  };
}
