import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readResults } from '../../../src/process/results/read.ts';
import { parse, resultsOf } from './parse.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const text = (path: string): string => readFileSync(join(fixtures, path), 'utf8');

/** Numbers of all, failed, skipped and flaky tests, and the ends of the failed names. Checked against the output of each tool. */
type Expected = readonly [number, number, number, number, ...string[]];

const files: Readonly<Record<string, Expected>> = {
  'java/TEST-a.AfterTest.xml': [4, 1, 0, 0, 'a.AfterTest'],
  'java/TEST-a.BadTest.xml': [2, 2, 0, 0, 'always', 'error'],
  'java/TEST-a.FlakyTest-Inner.xml': [7, 1, 2, 0, 'flaky'],
  'java/TEST-a.FlakyTest.xml': [1, 0, 0, 0],
  'javascript/ava.tap': [5, 1, 2, 0, 'bad'],
  'javascript/eslint-warn.xml': [1, 1, 0, 0, 'no-unused-vars'],
  'javascript/jest-a.xml': [7, 3, 1, 0, 'before never', '[31m', "hooks like 'afterAll'."],
  'javascript/jest-after.xml': [2, 1, 0, 0, "hooks like 'afterAll'."],
  'javascript/jest-syntax.xml': [0, 0, 0, 0],
  'javascript/mocha-xunit.xml': [7, 3, 2, 0, 'fails', 'hook for "x"', 'hook for "fine"'],
  'javascript/mocha.tap': [7, 3, 2, 0, 'fails', 'hook for "x"', 'hook for "fine"'],
  'javascript/node-test.tap': [6, 3, 0, 0, 'parent', 'suite with failing after', 'not run'],
  'javascript/node-test.xml': [4, 1, 0, 0, 'not run'],
  'javascript/nodetap.tap': [7, 2, 2, 0, 'own failing', 'thrown'],
  'javascript/tape.tap': [4, 2, 1, 0, 'eq line', 'plan != count'],
  'javascript/vitest-afteronly.tap': [2, 1, 0, 0, 'after fails'],
  'javascript/vitest-v.tap': [10, 3, 3, 0, 'before fails', 'after fails', 'fails'],
  'javascript/vitest-v.xml': [10, 3, 3, 0, 'fails', 'before fails', 'after fails'],
  'newest/ava-7.tap': [6, 2, 2, 0, 'bad', 'late'],
  'newest/gotestsum-1.13-rerun.xml': [10, 2, 1, 1, 'TestAlways', 'TestParent'],
  'newest/jest-30.xml': [8, 3, 1, 0, 'before never', 'same name', "hooks like 'afterAll'."],
  'newest/mocha-12.tap': [7, 3, 2, 0, 'fails', 'hook for "x"', 'hook for "fine"'],
  'newest/mocha-12.xml': [7, 3, 2, 0, 'fails', 'hook for "x"', 'hook for "fine"'],
  'newest/node-24.tap': [
    15,
    7,
    3,
    0,
    'own assertion',
    'after throws',
    'not run',
    'times out',
    'three › middle',
    'both › bad',
    'both',
  ],
  'newest/node-24.xml': [10, 2, 3, 0, 'not run', 'bad'],
  'newest/phpunit-9.6-broken.xml': [1, 1, 0, 0, 'testNeverRuns'],
  'newest/phpunit-9.6.xml': [8, 4, 2, 0, 'testFails', 'testThrows', 'testRisky', 'data set "wrong"'],
  'newest/playwright-projects.xml': [12, 4, 4, 0, 'always', 'in group', 'always', 'in group'],
  'newest/playwright-retries.xml': [6, 2, 2, 1, 'always', 'in group'],
  'newest/pytest-flaky.xml': [3, 0, 0, 0],
  // Its attempts that failed are empty entries, which look the same as subtests that passed.
  'newest/pytest-reruns.xml': [23, 4, 1, 0, 'test_always', 'test_p[2]', 'test_setup', 'test_teardown'],
  'newest/tape-5.tap': [6, 2, 1, 0, 'eq', 'plan != count'],
  'newest/vitest-5-broken.tap': [1, 1, 0, 0, 'broken.test.ts'],
  'newest/vitest-5-flat.tap': [11, 3, 3, 0, 'both > bad', 'same name', 'empty'],
  'newest/vitest-5.tap': [13, 5, 3, 0, 'before fails', 'after fails', 'both › bad', 'same name', 'empty'],
  'newest/vitest-5.xml': [
    15,
    7,
    3,
    0,
    'bad',
    'same name',
    'before fails',
    'after fails',
    'both',
    'empty',
    'broken.test.ts',
  ],
  'others/bats.tap': [4, 1, 2, 0, 'fails # with hash'],
  'others/bats.xml': [4, 2, 1, 0, 'fails # with hash', 'todo-ish # TODO not really'],
  'others/ctest.xml': [9, 4, 3, 0, 'bad', 'slow', 'crash', 'flaky'],
  'others/gotestsum-rerun.xml': [5, 0, 1, 1],
  'others/phpunit.xml': [9, 4, 2, 0, 'testBad', 'testErr', 'testRisky', '"b<ad"'],
  'python/behave.xml': [4, 2, 1, 0, 'undefined', 'bad'],
  'python/crash.xml': [3, 1, 0, 0, 'test_crash'],
  'python/pytest-xunit1.xml': [
    18,
    7,
    2,
    0,
    'test_p[v3]',
    'test_xpass_strict',
    'test_teardown',
    'test_setup',
    'test_sub',
    'test_fail_teardown_too',
    'test_fail_teardown_too',
  ],
  'python/robot.xml': [3, 1, 1, 0, 'Fails'],
  'python/unittest-xmlrunner.xml': [
    7,
    4,
    1,
    0,
    'test_sub (i=1)',
    'test_us',
    'setUpClass (__main__.B)',
    'tearDownClass (__main__.C)',
  ],
};

test('F106 every file that a real tool wrote has its counts here', () => {
  const found = globSync('*/*.{xml,tap}', { cwd: fixtures, exclude: ['sources/**'] }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  expect(found.sort()).toEqual(Object.keys(files).sort());
});

test.each(Object.entries(files))(
  'F106 reads what a real tool wrote: %s',
  (path, [tests, failed, skipped, flaky, ...ends]) => {
    const results = resultsOf(text(path));
    expect([results.tests, results.failed, results.skipped, results.flaky]).toEqual([tests, failed, skipped, flaky]);
    expect(results.failures).toHaveLength(failed);
    results.failures.forEach(({ name, message }, index) => {
      expect(name.endsWith(ends[index] ?? '?'), `${name} ends with ${ends[index]}`).toBe(true);
      expect(message).not.toBe('');
    });
    for (const pieceSize of [1, 7, 64 * 1024]) expect(parse(text(path), pieceSize)).toEqual(parse(text(path)));
  },
);

/** `FILE:LINE` of each failure, of the files that have any; '' where the tool wrote none. Compared with the sources. */
const places: Readonly<Record<string, readonly string[]>> = {
  'javascript/jest-a.xml': ['/home/runner/shop/jj/a.test.js:4', '/home/runner/shop/jj/a.test.js:6', ''],
  'javascript/mocha-xunit.xml': [
    '/home/runner/shop/tt/mocha.js:',
    '/home/runner/shop/tt/mocha.js:',
    '/home/runner/shop/tt/mocha.js:',
  ],
  'javascript/node-test.tap': [
    '/home/runner/shop/t.test.mjs:3',
    '/home/runner/shop/t.test.mjs:4',
    '/home/runner/shop/t.test.mjs:5',
  ],
  'javascript/nodetap.tap': ['tp/a.test.mjs:3', 'tp/a.test.mjs:6'],
  'javascript/tape.tap': ['/home/runner/shop/tt/tape.js:2', ''],
  'javascript/vitest-v.tap': ['', '', '/home/runner/shop/t/v.test.ts:8'],
  'javascript/vitest-v.xml': ['t/v.test.ts:8', 't/v.test.ts:5', 't/v.test.ts:6'],
  'newest/ava-7.tap': ['', 'file:///home/runner/shop/a/a.test.js:7'],
  'newest/jest-30.xml': ['/home/runner/shop/j/a.test.js:4', '/home/runner/shop/j/a.test.js:6', ''],
  'newest/gotestsum-1.13-rerun.xml': ['y_test.go:5', 'y_test.go:8'],
  'newest/mocha-12.xml': ['m/a.js:6', 'm/a.js:8', 'm/a.js:9'],
  'newest/node-24.tap': [
    '/home/runner/shop/n/a.test.mjs:3',
    '/home/runner/shop/n/a.test.mjs:4',
    '/home/runner/shop/n/a.test.mjs:5',
    '/home/runner/shop/n/a.test.mjs:6',
    '/home/runner/shop/n/a.test.mjs:9',
    '/home/runner/shop/n/a.test.mjs:10',
    '/home/runner/shop/n/a.test.mjs:10',
  ],
  'newest/node-24.xml': ['/home/runner/shop/n/a.test.mjs:', 'file:///home/runner/shop/n/a.test.mjs:10'],
  'newest/phpunit-9.6-broken.xml': ['/project/tests/BrokenTest.php:5'],
  'newest/phpunit-9.6.xml': [
    '/project/tests/CartTest.php:5',
    '/project/tests/CartTest.php:6',
    '/project/tests/CartTest.php:9',
    '/project/tests/CartTest.php:11',
  ],
  'newest/playwright-projects.xml': [
    '/home/runner/shop/pw/a.spec.js:4',
    '/home/runner/shop/pw/a.spec.js:7',
    '/home/runner/shop/pw/a.spec.js:4',
    '/home/runner/shop/pw/a.spec.js:7',
  ],
  'newest/playwright-retries.xml': ['/home/runner/shop/pw/a.spec.js:4', '/home/runner/shop/pw/a.spec.js:7'],
  'newest/pytest-reruns.xml': ['t/test_a.py:8', 't/test_a.py:12', 't/test_a.py:14', 't/test_a.py:19'],
  'newest/tape-5.tap': ['/home/runner/shop/t/a.js:2', ''],
  'newest/vitest-5-flat.tap': ['/home/runner/shop/v/a.test.ts:7', '/home/runner/shop/v/a.test.ts:8', ''],
  'newest/vitest-5.tap': ['', '', '/home/runner/shop/v/a.test.ts:7', '/home/runner/shop/v/a.test.ts:8', ''],
  'newest/vitest-5.xml': [
    'a.test.ts:7',
    'a.test.ts:8',
    'a.test.ts:5',
    'a.test.ts:6',
    'a.test.ts:7',
    'a.test.ts:',
    'broken.test.ts:1',
  ],
  'others/bats.tap': ['bats.bats:2'],
  'others/bats.xml': ['bats.bats:2', 'bats.bats:6'],
  'others/phpunit.xml': [
    '/home/runner/shop/ATest.php:5',
    '/home/runner/shop/ATest.php:6',
    '/home/runner/shop/ATest.php:9',
    '/home/runner/shop/ATest.php:11',
  ],
  'python/behave.xml': ['features/a.feature:5', 'features/a.feature:7'],
  'python/pytest-xunit1.xml': [
    'test_a.py:3',
    'test_a.py:9',
    'test_a.py:17',
    'test_a.py:20',
    'test_a.py:26',
    'test_a.py:29',
    'test_a.py:29',
  ],
  'python/unittest-xmlrunner.xml': ['t_unit.py:10', 't_unit.py:8', 't_unit.py:8', 't_unit.py:20'],
};

test.each(Object.keys(files))('the places of failures in %s are those in the source', (path) => {
  const found = resultsOf(text(path)).failures.map(({ file, line }) =>
    file === undefined ? '' : `${file}:${line ?? ''}`,
  );
  expect(found).toEqual(places[path] ?? found.map(() => ''));
});

test.each(Object.keys(files))('lists the tests of %s that did not fail', (path) => {
  const { tests, failed, skipped, cases } = resultsOf(text(path));
  // Subtests of an expected failure are counted and not listed.
  expect(cases.length).toBeLessThanOrEqual(tests - failed);
  expect(cases.length).toBeGreaterThanOrEqual(tests - failed - 1);
  expect(cases.filter((each) => each.skipped === true).length).toBeLessThanOrEqual(skipped);
});

test('F106 joins the two files of a class with a nested class, as Surefire writes them', async () => {
  const { results, problems } = await readResults(fixtures, 'java/TEST-a.FlakyTest*.xml', new Map());
  expect(problems).toEqual([]);
  expect(results).toMatchObject({ tests: 7, failed: 0, skipped: 2, flaky: 1, failures: [] });
  expect(results.flakyTests).toEqual([{ name: 'a.FlakyTest > flaky', message: 'first', time: 4 }]);
});

test.each(Object.keys(files))('F57 half of %s is never green', (path) => {
  // A file that ends early may still be complete: in text behind its last element, or behind its plan.
  const whole = text(path).trimEnd();
  const length = whole.length;
  const { failed } = resultsOf(whole);
  for (let cut = 1; cut < 60; cut++) {
    const half = whole.slice(0, Math.floor((length * cut) / 60));
    const parsed = parse(half);
    if (parsed.type === 'problem' || parsed.results.failed > 0 || parsed.results.tests === 0) continue;
    expect([basename(path), failed, half]).toEqual([basename(path), 0, whole]);
  }
});
