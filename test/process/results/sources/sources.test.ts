import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readResults } from '../../../../src/process/results/read.ts';
import { createPlacer } from '../../../../src/process/results/sources/relative-places.ts';
import { placeText } from '../../../../src/report/analysis/test-results.ts';

const fixtures = fileURLToPath(new URL('../fixtures/sources', import.meta.url));

/** Where the tools ran; the copy of `app` below has another path. */
const workspace = '/home/runner/work/app/app';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  cpSync(join(fixtures, 'app'), root, { recursive: true });
  for (const path of globSync('**/*.txt', { cwd: root })) renameSync(join(root, path), join(root, path.slice(0, -4)));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** `FILE:LINE reason` of each failure, as the tool in this folder reported it. */
async function failuresOf(name: string, folder: string, ranIn = folder): Promise<readonly string[]> {
  const text = readFileSync(join(fixtures, `${name}.xml`), 'utf8').replaceAll(workspace, root.replaceAll('\\', '/'));
  const written = `${folder}/junit.xml`;
  writeFileSync(join(root, written), text);
  const { results, problems } = await readResults(root, written, new Map(), { folders: [ranIn] });
  expect(problems).toEqual([]);
  return results.failures.map((failure) => `${placeText(failure)} ${failure.message.split('\n')[0]}`);
}

/** Failures of each tool, in the folder in which it ran. */
const expected: Readonly<Record<string, { readonly folder: string; readonly failures: readonly string[] }>> = {
  vitest: {
    folder: 'web',
    failures: [
      'web/src/cart.test.ts:8 expected 2 to be 3',
      'web/src/cart.test.ts:16 no price: -1',
      'web/src/cart.test.ts:20 no cart with the id a7',
      "web/src/cart.test.ts:24 expected { id: 1, tags: [ 'a', 'b' ] } to deeply equal { id: 1, tags: [ 'a', 'c' ] }",
      'web/src/cart.test.ts:28 expected 2 to be 3',
      'web/src/cart.test.ts:32 Expected values to be strictly deep-equal: 2 !== 3',
      'web/src/cart.test.ts:36 expected 1 to be greater than or equal to 2',
      'web/src/cart.test.ts:40 Test timed out in 50ms.',
    ],
  },
  jest: {
    folder: 'api',
    failures: [
      'api/test/price.test.js:6 expected 300, received 200 (toBe)',
      'api/src/price.js:2 TypeError: no id',
      'api/test/price.test.js:18 expected "cents": 300, received "cents": 200 (toEqual)',
      'api/test/price.test.js:22 expected more than 300 cents',
      'api/test/price.test.js:26 Received promise resolved instead of rejected (rejects.toThrow)',
      'api/test/price.test.js:29 Exceeded timeout of 50 ms for a test.',
    ],
  },
  pytest: {
    folder: 'tools',
    failures: [
      'tools/tests/test_cart.py:9 assert 2 == 3',
      'tools/shop/cart.py:3 ValueError: no prices',
      // The innermost frames are in the standard library.
      'tools/tests/test_cart.py:21 json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
      'tools/tests/test_cart.py:26 assert 2 == 3',
      "tools/tests/test_cart.py:31 AssertionError: assert {'id': 1, 'tags': ['a']} == {'id': 1, 'tags': ['b']}",
      'tools/tests/test_cart.py:34 Failed: DID NOT RAISE KeyError',
      'tools/tests/test_cart.py:40 failed on setup with "RuntimeError: no database"',
    ],
  },
  // With this format, pytest writes the lines at which the tests begin.
  'pytest-xunit1': {
    folder: 'tools',
    failures: [
      'tools/tests/test_cart.py:8 assert 2 == 3',
      'tools/tests/test_cart.py:16 ValueError: no prices',
      'tools/tests/test_cart.py:20 json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
      'tools/tests/test_cart.py:24 assert 2 == 3',
      "tools/tests/test_cart.py:30 AssertionError: assert {'id': 1, 'tags': ['a']} == {'id': 1, 'tags': ['b']}",
      'tools/tests/test_cart.py:33 Failed: DID NOT RAISE KeyError',
      'tools/tests/test_cart.py:43 failed on setup with "RuntimeError: no database"',
    ],
  },
  gotestsum: {
    folder: 'service',
    failures: [
      'service/root_test.go:6 no root',
      'service/cart/cart_test.go:12 Add(1, 1) = 2, expected 3',
      'service/cart/cart_test.go:25 found 3',
      // The parent of a subtest says nothing.
      ' Failed',
      'service/cart/cart_test.go:39 found 2, expected 3',
      'service/cart/cart_test.go:43 Not equal: expected 3, actual 2',
      'service/cart/cart_test.go:47 Received unexpected error: assert.AnError general error for testing',
      'service/cart/cart.go:5 panic: runtime error: index out of range [0] with length 0',
    ],
  },
  nextest: {
    folder: 'core',
    failures: [
      'core/src/lib.rs:6 index out of bounds: the len is 0 but the index is 0',
      'core/src/lib.rs:15 assertion `left == right` failed: left 2, right 3',
      // A test that returns an error has no place.
      ' Error: "no price"',
      'core/src/lib.rs:25 the sum of two is 2',
      'core/tests/shop.rs:6 called `Result::unwrap()` on an `Err` value: "no sum of 2"',
    ],
  },
  phpunit: {
    folder: 'php',
    failures: [
      'php/tests/CartTest.php:8 Failed asserting that 2 is identical to 3.',
      'php/tests/CartTest.php:18 InvalidArgumentException: no prices',
      'php/tests/CartTest.php:23 more than one',
      'php/tests/CartTest.php:29 Failed asserting that 2 is identical to 3.',
      'php/tests/CartTest.php:39 Failed asserting that two arrays are equal.',
    ],
  },
  playwright: {
    folder: 'e2e',
    failures: [
      'e2e/tests/cart.spec.ts:9 expected "page of /total", received "page of /cart" (toBe)',
      'e2e/tests/cart.spec.ts:14 no path',
      'e2e/tests/cart.spec.ts:18 expected 3, received 2 (toBe)',
      'e2e/tests/cart.spec.ts:24 expected 3, received 2 (toEqual)',
      // It names the file relative to its folder of tests only.
      'e2e/tests/cart.spec.ts:28 Test timeout of 200ms exceeded.',
    ],
  },
};

test('F488 every file of failures has its expectation here', () => {
  const found = globSync('*.xml', { cwd: fixtures }).map((path) => path.slice(0, -4));
  expect(found.sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))(
  'F488 the failures of %s have their source line and their reason',
  async (name, { folder, failures }) => {
    expect(await failuresOf(name, folder)).toEqual(failures);
    // A command such as `cd web && npm test` in a task whose working directory is the root.
    expect(await failuresOf(name, folder, '.')).toEqual(failures);
  },
);

test('F488 the expected places are the lines that are marked in the sources', async () => {
  for (const [name, { failures }] of Object.entries(expected)) {
    const places = failures.flatMap((failure) => /^(\S+):(\d+) /.exec(failure)?.slice(1) ?? []);
    const marked = Array.from({ length: places.length / 2 }, (_, index) => {
      const [file = '', line = ''] = places.slice(2 * index);
      return readFileSync(join(root, file), 'utf8').split('\n')[Number(line) - 1] ?? '';
    }).filter((line) => line.includes('HERE'));
    expect([name, marked.length]).toEqual([name, marks[name]]);
  }
});

/** How many of the places are marked: the rest is in a function that was called, or at a line without room for a mark. */
const marks: Readonly<Record<string, number>> = {
  vitest: 8,
  jest: 5,
  pytest: 5,
  'pytest-xunit1': 0,
  gotestsum: 5,
  nextest: 4,
  phpunit: 5,
  playwright: 4,
};

test('F489 a place is never outside of the workspace, in a library or in a file that is not there', async () => {
  const frames = [
    'at f (/etc/passwd:1:1)',
    'at f (../../outside.js:1:1)',
    `at f (${join(root, 'node_modules/x/index.js')}:1:1)`,
    `at f (${join(root, 'vendor/x.php')}:1:1)`,
    'at f (./src/../src/cart.test.ts:3:1)',
    'at f (src/gone.ts:3:1)',
    'at f (src/cart.test.ts:0:1)',
    'at f (src/cart.ts:99999999999:1)',
    'at f (src:1:1)',
    `at ${'('.repeat(5000)}${'a.b'.repeat(4000)}:1`,
  ];
  cpSync(join(root, 'web'), join(root, 'node_modules/x'), { recursive: true });
  writeFileSync(join(root, 'node_modules/x/index.js'), '');
  const failure = (text: string) => `<testcase name="a"><failure message="m">${text}</failure></testcase>`;
  const xml = (texts: readonly string[]) => `<testsuite name="s" tests="1">${texts.map(failure).join('')}</testsuite>`;
  writeFileSync(join(root, 'web/hostile.xml'), xml(frames));
  const { results } = await readResults(root, 'web/hostile.xml', new Map(), { folders: ['web'] });
  // What is no file of the workspace is shown as the tool wrote it.
  expect(results.failures.map(placeText)).toEqual([
    '/etc/passwd:1',
    '../../outside.js:1',
    '',
    '',
    'web/src/cart.test.ts:3',
    'src/gone.ts:3',
    'web/src/cart.test.ts',
    '',
    'src:1',
    '',
  ]);
});

test('F493 10,000 failed test cases that name files without a folder cost five searches', () => {
  let searches = 0;
  const place = createPlacer({
    root,
    folders: ['.'],
    search: (path) => {
      searches++;
      return path === 'cart.spec.ts' ? ['e2e/tests/cart.spec.ts'] : [];
    },
  });
  const failures = Array.from({ length: 10_000 }, (_, index) => {
    const file = index % 2 === 0 ? 'cart.spec.ts' : `gone-${index}.ts`;
    return { name: 'n', message: 'm', file, line: 3, places: [{ file, line: 3 }] };
  }).map(place);
  expect(searches).toBe(5);
  expect(failures.filter(({ file }) => file === 'e2e/tests/cart.spec.ts')).toHaveLength(5_000);
  expect(failures[9_999]).toEqual({ name: 'n', message: 'm', file: 'gone-9999.ts', line: 3 });
});
