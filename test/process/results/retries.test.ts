import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readResults } from '../../../src/process/results/read.ts';
import { resultsOf } from './parse.ts';

const pass = (name = 'x', more = '') => `<testcase classname="c" name="${name}" ${more}/>`;
const fail = (name = 'x', more = '') =>
  `<testcase classname="c" name="${name}" ${more}><failure message="no"/></testcase>`;
const skip = (name = 'x') => `<testcase classname="c" name="${name}"><skipped/></testcase>`;
const suite = (...cases: readonly string[]) =>
  `<testsuites><testsuite name="s">${cases.join('')}</testsuite></testsuites>`;

const flaky = { tests: 1, failed: 0, flaky: 1, failures: [], flakyTests: [{ name: 'c > x', message: 'no' }] };

describe('F104 a test that its tool tried again counts once, by its last attempt', () => {
  it.each<[string, string, object]>([
    ['passed at the second attempt', suite(fail(), pass()), flaky],
    ['passed at the fourth', suite(fail(), fail(), fail(), pass()), flaky],
    [
      'with other tests between (gotestsum, Gradle)',
      suite(fail(), pass('y'), skip('z'), pass()),
      { ...flaky, tests: 3, skipped: 1 },
    ],
    ['failed at the last', suite(pass(), fail()), { failed: 1, flaky: 0 }],
    ['failed at both', suite(fail(), fail()), { failed: 2, flaky: 0 }],
    ['skipped at the last', suite(fail(), skip()), { failed: 1, skipped: 1, flaky: 0 }],
    [
      'Surefire: what it writes into the entry',
      suite('<testcase classname="c" name="x"><flakyFailure message="no"/><flakyError message="later"/></testcase>'),
      flaky,
    ],
    [
      'Surefire: failed at every attempt',
      suite('<testcase classname="c" name="x"><failure message="no"/><rerunFailure message="again"/></testcase>'),
      { tests: 1, failed: 1, flaky: 0 },
    ],
    [
      'a failure beside an earlier one that is called flaky',
      suite('<testcase classname="c" name="x"><flakyFailure message="a"/><failure message="no"/></testcase>'),
      { tests: 1, failed: 1, flaky: 0 },
    ],
  ])('%s', (_, xml, expected) => {
    expect(resultsOf(xml)).toMatchObject(expected);
  });
});

describe('F105 several tests of one name are never taken for attempts of one', () => {
  it.each<[string, string, number]>([
    ['the second of three parameters fails', suite(pass(), fail(), pass()), 1],
    ['the first of three fails', suite(fail(), pass(), pass()), 1],
    ['two of four fail', suite(fail(), pass(), fail(), pass()), 2],
    [
      'in two suites of one name, as of two browsers',
      `<testsuites>${suite(fail()).slice(12, -13)}${suite(pass()).slice(12, -13)}</testsuites>`,
      1,
    ],
    ['at two places', suite(fail('x', 'file="a.py" line="1"'), pass('x', 'file="a.py" line="9"')), 1],
    ['of two classes', suite(fail(), pass().replace('"c"', '"d"')), 1],
    [
      'without names',
      '<testsuite><testcase classname="c"><failure/></testcase><testcase classname="c"/></testsuite>',
      1,
    ],
    ['with ids of their own', suite(fail('x', 'id="1"'), pass('x', 'id="2"')), 1],
    ['jest, which lists a test once', suite(fail(), pass()).replace('<testsuites', '<testsuites name="jest tests"'), 1],
    ['vitest', suite(fail(), pass()).replace('<testsuites', '<testsuites name="vitest tests"'), 1],
    ['PHPUnit', suite(fail(), pass()).replace('name="s"', 'name="s" assertions="2"'), 1],
    ['pytest-rerunfailures 16.6.1, whose first attempts are empty', suite(pass(), pass(), fail()), 1],
  ])('%s', (_, xml, failed) => {
    expect(resultsOf(xml)).toMatchObject({ failed, flaky: 0 });
  });
});

describe('F104 over two files', () => {
  async function read(files: Readonly<Record<string, string>>) {
    const root = mkdtempSync(join(tmpdir(), 'mission retries '));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { results, problems } = await readResults(root, '**/*.xml', new Map());
    expect(problems).toEqual([]);
    return results;
  }

  const file = (name: string, ...cases: readonly string[]) => `<testsuite name="${name}">${cases.join('')}</testsuite>`;

  it('joins what Surefire divides with @Nested', async () => {
    const files = { 'TEST-c$Inner.xml': file('c$Inner', fail(), pass('y')), 'TEST-c.xml': file('c', pass()) };
    expect(await read(files)).toMatchObject({ ...flaky, tests: 2 });
  });

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['two browsers', { 'chrome.xml': file('c', fail()), 'firefox.xml': file('c', pass()) }, 1],
    ['two modules', { 'a/TEST-c$Inner.xml': file('c$Inner', fail()), 'b/TEST-c.xml': file('c', pass()) }, 1],
    ['failed again', { 'TEST-c$Inner.xml': file('c$Inner', fail()), 'TEST-c.xml': file('c', fail()) }, 2],
    [
      'several of one name',
      { 'TEST-c$Inner.xml': file('c$Inner', fail()), 'TEST-c.xml': file('c', pass(), pass()) },
      1,
    ],
    ['another class', { 'TEST-c$Inner.xml': file('c$Inner', fail()), 'TEST-d.xml': file('d', pass()) }, 1],
  ])('and nothing else: %s', async (_, files, failed) => {
    expect(await read(files)).toMatchObject({ failed, flaky: 0 });
  });

  it('counts a retry within the file of a nested class once', async () => {
    const files = { 'TEST-c$Inner.xml': file('c$Inner', fail(), pass()), 'TEST-c.xml': file('c', pass()) };
    expect(await read(files)).toMatchObject({ tests: 2, failed: 0, flaky: 1 });
  });
});
