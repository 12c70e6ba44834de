import { withoutColours } from '../../base/written-colours.ts';
import type { TestFailure } from '../../schedule/events/test-results.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import {
  type Attributes,
  type CaseFrame,
  type FindingFrame,
  type Frame,
  frameOf,
  noteProperty,
  otherElement,
  type SuiteFrame,
  suiteOf,
} from './junit-frames.ts';
import { type FailurePlaces, failurePlaces } from './sources/failure-places.ts';
import { failureReason } from './sources/failure-reason.ts';
import { createTally, type Tally } from './tally.ts';
import { cutText, longestRead, longestText, type ResultsParser, timeOf } from './test-results.ts';
import { createXmlStream } from './xml-stream.ts';

/**
 * Reads JUnit XML, of which every tool writes its own kind: `<testsuites>` or a single `<testsuite>`, suites inside of
 * suites, attributes or texts left out. The tests that are listed count, not the sums in attributes, which some tools
 * count differently. But a suite that declares failures and lists none is not taken for a green one.
 *
 * @param siblings what the other files of a task may say about the tests of this one
 */
export function createJunitParser(siblings: Siblings = noSiblings): ResultsParser {
  const tally = createTally();
  const attempts = createAttempts();
  const open: Frame[] = [];
  let problem: string | undefined;
  const document: Document = { tally, attempts, siblings, suites: 0, namesRepeat: false, isGo: false, nested: [] };

  const newSuite = (attributes: Attributes): SuiteFrame => {
    const suite = suiteOf(attributes, document.suites++, tally.failed + tally.excused);
    document.namesRepeat ||= suite.namesRepeat;
    return suite;
  };

  const stream = createXmlStream({
    open: (written, attributes) => {
      const name = written.toLowerCase();
      if (open.length === 0 && name !== 'testsuites' && name !== 'testsuite') {
        problem = `expected JUnit XML with <testsuites> or <testsuite> at its root, found <${cutText(written, 60)}>`;
      }
      if (name === 'property') {
        if (attributes.name === 'go.version') document.isGo = true;
        noteProperty(attributes, open.at(-2));
      }
      open.push(problem === undefined ? frameOf(name, attributes, open.at(-1), newSuite) : otherElement);
    },
    text: (text) => {
      const frame = open.at(-1);
      if (frame?.kind !== 'finding' || frame.text.length > longestText) return;
      frame.text += text.slice(0, longestRead - frame.text.length);
    },
    close: () => closed(open.pop(), document),
  });

  return {
    write: (text) => stream.write(text),
    end: () => {
      const broken = stream.end() ?? problem;
      if (broken !== undefined) return { type: 'problem', message: broken };
      const retried = attempts.retried();
      for (const { failures } of retried) tally.retry(failures);
      for (const { failures } of document.isGo ? attempts.failedAgain() : []) tally.failAgain(failures);
      const passed = new Set(retried.flatMap(({ failures }) => failures));
      for (const { suite, group, name, failure } of document.nested) {
        if (!passed.has(failure)) siblings.failed(suite, group, name, failure);
      }
      return { type: 'results', results: tally.results() };
    },
  };
}

interface Document {
  readonly tally: Tally;
  readonly attempts: Attempts;
  readonly siblings: Siblings;
  suites: number;
  /** The tool lists each test once, so entries with one name are several tests. */
  namesRepeat: boolean;
  /** Go gives each test a name of its own, so several failures of one name are attempts of one test. */
  isGo: boolean;
  /** Failures in files of nested classes, until it is known which ones passed in the same file. */
  readonly nested: NamedFailure[];
}

interface NamedFailure {
  readonly suite: string;
  readonly group: string;
  readonly name: string;
  readonly failure: TestFailure;
}

/** What is remembered of the other files of the task. */
export interface Siblings {
  /** A test of a nested class failed; see `createNestedRetries`. */
  failed(suite: string, group: string, name: string, failure: TestFailure): void;
  passed(suite: string, group: string, name: string): void;
}

const noSiblings: Siblings = { failed: () => {}, passed: () => {} };

function closed(frame: Frame | undefined, document: Document): void {
  switch (frame?.kind) {
    case 'suite':
      suiteClosed(frame, document.tally);
      break;
    case 'case':
      caseClosed(frame, document);
      break;
    case 'finding':
      findingClosed(frame, document.tally);
      break;
    case 'wrapper':
    case 'other':
    case undefined:
      break;
    default:
      frame satisfies never;
  }
}

function suiteClosed({ name, declared, failedBefore }: SuiteFrame, tally: Tally): void {
  if (tally.failed + tally.excused > failedBefore || declared === 0) return;
  tally.fail(name || 'unnamed suite', `the file declares ${declared} failed here and lists none of them`);
  tally.failed += declared - 1;
}

function findingClosed({ flaky, of, attributes, text }: FindingFrame, tally: Tally): void {
  const detail = withoutColours(cutText(text, longestText)).trim();
  const { name = '', classname = '' } = of.kind === 'case' ? of.attributes : {};
  const said = withoutColours(attributes.message ?? '');
  const message = failureReason({ message: said, type: attributes.type ?? '', detail, name, group: classname });
  if (of.kind === 'suite') tally.fail(of.name || 'unnamed suite', message);
  else if (flaky) of.flaky ??= message;
  else {
    of.failure ??= message;
    of.detail ??= detail;
  }
}

function caseClosed(test: CaseFrame, { tally, attempts, siblings, namesRepeat, nested }: Document): void {
  const { suite, attributes } = test;
  const name = attributes.name?.trim() ?? '';
  const group = attributes.classname?.trim() ?? '';
  // Parametrised tests of one name may at least differ in their place.
  const key = [suite.number, group, name, attributes.file, attributes.line, attributes.id].join('\0');
  // Without a name, nothing shows that two entries are one test.
  const mayRepeat = name !== '' && !namesRepeat;
  const time = timeOf(attributes.time, 's');
  tally.tests++;
  if (test.excused && test.failure !== undefined) tally.excused++;
  const message = test.excused ? undefined : (test.failure ?? failedByStatus(attributes));
  if (message !== undefined) {
    const failure = tally.fail(shownName(name, group), message, { ...placesOf(test), time });
    if (mayRepeat) attempts.failed(key, failure);
    if (suite.name === group) siblings.failed(group, group, name, failure);
    else if (suite.name.startsWith(`${group}$`)) nested.push({ suite: suite.name, group, name, failure });
    return;
  }
  if (test.skipped || isSkipped(attributes)) {
    tally.skipped++;
    tally.list(shownName(name, group), time, true);
    attempts.skipped(key);
    return;
  }
  tally.list(shownName(name, group), time, false);
  attempts.passed(key);
  siblings.passed(suite.name, group, name);
  if (test.flaky !== undefined) tally.flaky(shownName(name, group), test.flaky, { ...placesOf(test), time });
}

function placesOf({ suite, attributes, properties, detail = '' }: CaseFrame): FailurePlaces {
  return failurePlaces({
    file: attributes.file ?? properties.file,
    line: attributes.line ?? attributes.lineno ?? properties.line,
    suiteFile: suite.file,
    suite: suite.name,
    group: attributes.classname?.trim() ?? '',
    detail,
  });
}

/** Of a tool that writes the outcome as an attribute and nothing else. */
function failedByStatus({ status = '', result = '', outcome = '', success = '' }: Attributes): string | undefined {
  const found = [status, result, outcome].find((word) => failedStatus.test(word.trim()));
  if (found !== undefined) return `its status is "${found.trim()}"`;
  return /^false$/i.test(success.trim()) ? 'it was not a success' : undefined;
}

/** A test that was stopped or that crashed has not passed. `hook_error` and `undefined` are words of behave. */
const failedStatus =
  /^(?:fail|failed|failure|(?:\w+_)?error|errored|broken|timed?[ _-]?out|abort|aborted|cancell?ed|crash|crashed|undefined|unsuccessful)$/i;

function isSkipped({ status = '', result = '' }: Attributes): boolean {
  return /^(?:skipped|disabled|notrun)$/i.test(status.trim()) || /^(?:skipped|suppressed)$/i.test(result.trim());
}

/** Some tools repeat the class in the name, some need it to tell tests of one name apart. */
function shownName(name: string, group: string): string {
  if (name === '') return group || 'unnamed test';
  return group === '' || name.startsWith(group) ? name : `${group} > ${name}`;
}
