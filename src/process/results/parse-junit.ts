import { cutText, mostFailures, type ParsedResults, type TestFailure } from './test-results.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/**
 * Reads JUnit XML, of which every tool writes its own kind: `<testsuites>` or a single `<testsuite>`, suites inside of
 * suites, attributes or texts left out. The tests that are listed count, not the sums in attributes, which some tools
 * count differently; but a file that declares failures and lists none is not taken for a green one.
 */
export function parseJunit(text: string): ParsedResults {
  const xml = readXml(text);
  if (xml.type === 'problem') return xml;
  const { root } = xml;
  if (root.name !== 'testsuites' && root.name !== 'testsuite') {
    return {
      type: 'problem',
      message: `expected JUnit XML with <testsuites> or <testsuite> at its root, found <${cutText(root.name, 60)}>`,
    };
  }
  const tally: Tally = { tests: 0, failed: 0, skipped: 0, failures: [] };
  countSuite(root, tally);
  return { type: 'results', results: { ...tally, tests: Math.max(tally.tests, tally.failed + tally.skipped) } };
}

interface Tally {
  tests: number;
  failed: number;
  skipped: number;
  readonly failures: TestFailure[];
}

function countSuite(suite: XmlElement, tally: Tally): void {
  const before = tally.failed;
  const name = suite.attributes.get('name') || 'unnamed suite';
  for (const child of suite.children) {
    switch (child.name) {
      case 'testsuite':
        countSuite(child, tally);
        break;
      case 'testcase':
        countTest(child, tally);
        break;
      case 'failure':
      case 'error':
        // Of the suite itself, such as a set-up that failed.
        fail(tally, name, child);
        break;
    }
  }
  const declared = declaredCount(suite, 'failures') + declaredCount(suite, 'errors');
  if (tally.failed === before && declared > 0) {
    tally.failed += declared;
    note(tally, { name, message: `the file declares ${declared} failed here and lists none of them`, detail: '' });
  }
}

function countTest(test: XmlElement, tally: Tally): void {
  // Not those named flaky or rerun: they tell of earlier attempts, and the last one counts.
  const failure = test.children.find(({ name }) => name === 'failure' || name === 'error');
  tally.tests++;
  if (failure !== undefined) fail(tally, nameOf(test), failure);
  else if (isSkipped(test)) tally.skipped++;
}

function isSkipped(test: XmlElement): boolean {
  const status = test.attributes.get('status') ?? '';
  return test.children.some(({ name }) => name === 'skipped') || /^(?:skipped|disabled|notrun)$/i.test(status);
}

function fail(tally: Tally, name: string, failure: XmlElement): void {
  const detail = failure.text.trim();
  const firstLine = detail.split('\n', 1)[0]?.trim();
  const message = failure.attributes.get('message')?.trim() || firstLine || failure.attributes.get('type');
  tally.failed++;
  note(tally, { name, message: message || 'no message', detail });
}

function note(tally: Tally, { name, message, detail }: TestFailure): void {
  if (tally.failures.length >= mostFailures) return;
  tally.failures.push({ name: cutText(name, 300), message: cutText(message, 300), detail: cutText(detail, 2000) });
}

/** Some tools repeat the class in the name, some need it to tell tests of one name apart. */
function nameOf(test: XmlElement): string {
  const name = test.attributes.get('name')?.trim() ?? '';
  const group = test.attributes.get('classname')?.trim() ?? '';
  if (name === '') return group || 'unnamed test';
  return group === '' || name.startsWith(group) ? name : `${group} > ${name}`;
}

function declaredCount(suite: XmlElement, attribute: string): number {
  const count = Number(suite.attributes.get(attribute));
  return Number.isInteger(count) && count > 0 ? count : 0;
}
