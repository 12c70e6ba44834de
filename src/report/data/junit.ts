import { sanitizeLine } from '../../base/sanitize.ts';
import type { TaskKind } from '../../mission/model/mission.ts';
import { countsText } from '../analysis/test-results.ts';
import { durationOf, type RunReport, type TaskReport } from '../model/run.ts';
import { xmlText } from '../text/escape.ts';
import { tailOf } from '../text/log-tail.ts';
import { causeLines } from '../words/cause-lines.ts';
import { exitText, statusWord } from '../words/status-text.ts';
import { titleOf } from '../words/title-of.ts';
import { type CaseSuites, caseSuites, seconds, xmlAttributes } from './junit-cases.ts';

/**
 * The run as JUnit XML: a suite for each kind, a case for each task or test, and in it a suite for each task that reported
 * test cases of its own. Times in seconds. Valid against `junit-10.xsd` of the xUnit plugin of Jenkins.
 *
 * Counts of a kind, and of the whole, are those of tasks and tests. The counts of their test cases are in their suites and among the
 * properties (the schema allows none in a case).
 */
export function junit(report: RunReport): string {
  const kinds: readonly TaskKind[] = ['task', 'test'];
  const suites = kinds.map((kind) => [...report.tasks.values()].filter(({ task }) => task.kind === kind));
  const all = suites.flat();
  const cases = caseSuites(report);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: report.mission.name, ...withoutSkipped(counts(all)), time: seconds(report.duration) })}>`,
    ...suites.flatMap((tasks, index) =>
      tasks.length === 0 ? [] : suite(report, index === 0 ? 'tasks' : 'tests', tasks, cases),
    ),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The results that JUnit knows. Unlike a failure, an error means that there is no verdict about the work itself. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

function outcomeOf(task: TaskReport): Outcome {
  switch (task.status) {
    case 'succeeded':
      return 'passed';
    case 'failed':
      return 'failure';
    case 'skipped':
    case 'not-needed':
      return 'skipped';
    case 'timed-out':
    case 'cancelled':
    case 'pending':
    case 'waiting':
    case 'running':
    case 'stopping':
    case 'backoff':
      return 'error';
  }
}

function counts(tasks: readonly TaskReport[]): Record<string, string> {
  const of = (outcome: Outcome) => String(tasks.filter((task) => outcomeOf(task) === outcome).length);
  return { tests: String(tasks.length), failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

/** The schema has no such attribute at the root. */
function withoutSkipped({ skipped: _, ...rest }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return rest;
}

function suite(report: RunReport, name: string, tasks: readonly TaskReport[], cases: CaseSuites): string[] {
  const time = tasks.reduce((sum, task) => sum + (durationOf(report, task) ?? 0), 0);
  // The format requires a time without fraction and zone.
  const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(report.started)?.[0];
  const facts = {
    name,
    ...counts(tasks),
    time: seconds(time),
    ...(timestamp === undefined ? {} : { timestamp }),
    hostname: report.machine.hostname,
  };
  return [
    `  <testsuite${xmlAttributes(facts)}>`,
    ...properties(tasks),
    ...tasks.flatMap((task) => testcase(report, name, task)),
    ...tasks.flatMap((task) => cases.suiteOf(task)),
    '  </testsuite>',
  ];
}

function properties(tasks: readonly TaskReport[]): string[] {
  const facts = tasks.flatMap((task) => [
    ...(task.attempts > 1 ? [{ name: `${task.task.id}: attempts`, value: String(task.attempts) }] : []),
    ...(task.left?.results === undefined
      ? []
      : [{ name: `${task.task.id}: results`, value: countsText(task.left.results) }]),
  ]);
  if (facts.length === 0) return [];
  return ['    <properties>', ...facts.map((fact) => `      <property${xmlAttributes(fact)}/>`), '    </properties>'];
}

function testcase(report: RunReport, suiteName: string, task: TaskReport): string[] {
  const facts = {
    name: titleOf(task.task),
    classname: `${report.mission.name}.${suiteName}`,
    time: seconds(durationOf(report, task) ?? 0),
  };
  const tail = tailOf(task.left?.logTail, { lines: 200, characters: 16_000 });
  const content = [
    ...verdictElement(task),
    ...(tail === '' ? [] : [`      <system-out>${xmlText(tail)}</system-out>`]),
  ];
  if (content.length === 0) return [`    <testcase${xmlAttributes(facts)}/>`];
  return [`    <testcase${xmlAttributes(facts)}>`, ...content, '    </testcase>'];
}

function verdictElement(task: TaskReport): string[] {
  const outcome = outcomeOf(task);
  if (outcome === 'passed') return [];
  const word = statusWord(task.status);
  const open = task.ended === undefined ? `${word}: it did not end` : word;
  const message = [open, task.reason ?? exitText(task)].filter((part) => part !== '').join(': ');
  if (outcome === 'skipped') return [`      <skipped${xmlAttributes({ message })}/>`];
  const start = `      <${outcome}${xmlAttributes({ message, type: task.status })}`;
  const text = [
    failedCases(task),
    causeLines(task.left?.causes, '')
      .map((line) => `Line ${line}`)
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return [text === '' ? `${start}/>` : `${start}>${xmlText(text)}</${outcome}>`];
}

/** The failed test cases that it reported, as text. */
function failedCases({ left }: TaskReport): string {
  const shown = (left?.results?.failures ?? []).slice(0, 50);
  return shown.map(({ name, message }) => `${sanitizeLine(name)}\n${message.slice(0, 2000)}`.trim()).join('\n\n');
}
