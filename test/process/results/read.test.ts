import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findResultFiles } from '../../../src/process/results/find-files.ts';
import { loadResultsReader } from '../../../src/process/results/load-reader.ts';
import { noResults } from '../../../src/process/results/test-results.ts';
import { createFileDecoder } from '../../../src/process/results/text-decoder.ts';

const { surveyResults, readResults } = await loadResultsReader();
const passed = '<testsuite><testcase name="good"/></testsuite>';
const failed =
  '<testsuite><testcase name="bad"><failure message="no"/></testcase><testcase name="x"><skipped/></testcase></testsuite>';

interface Place {
  readonly root: string;
  write(path: string, text: string | Uint8Array): string;
}

function place(): Place {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission results ')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const root = join(home, 'root');
  mkdirSync(root);
  return {
    root,
    write: (path, text) => {
      const absolute = join(root, path);
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
      return absolute;
    },
  };
}

test('reads a file that the task wrote', async () => {
  const { root, write } = place();
  const before = surveyResults(root, 'out/auth.xml');
  write('out/auth.xml', failed);
  expect(await readResults(root, 'out/auth.xml', before)).toMatchObject({
    results: {
      ...{ ...noResults, tests: 2, failed: 1, skipped: 1 },
      failures: [{ name: 'bad', message: 'no' }],
      cases: [{ name: 'x', skipped: true }],
    },
    problems: [],
  });
});

test('a file from before the task is stale; a rewritten one is not, even with its old date', async () => {
  const { root, write } = place();
  write('auth.xml', passed);
  const before = surveyResults(root, 'auth.xml');
  expect(await readResults(root, 'auth.xml', before)).toEqual({
    results: noResults,
    problems: [
      'results "auth.xml": expected a file written by this task, found one from before it started, unchanged since',
    ],
  });
  // Rewritten with the size and the modification time of the old one.
  const path = write('auth.xml', passed.replace('good', 'gold'));
  utimesSync(path, 1, 1);
  expect(await readResults(root, 'auth.xml', before)).toMatchObject({ results: { tests: 1 }, problems: [] });
});

test('adds up the files that a pattern finds, without those that the task did not write', async () => {
  const { root, write } = place();
  write('out/old.xml', failed);
  write('out/changed.xml', failed);
  const before = surveyResults(root, 'out/**/*.xml');
  write('out/changed.xml', passed);
  write('out/a/one.xml', failed);
  write('out/a/b/two.xml', failed);
  write('out/a/three.txt', failed);
  write('elsewhere/four.xml', failed);
  const { results, problems } = await readResults(root, 'out/**/*.xml', before);
  expect(problems).toEqual([]);
  expect(results).toMatchObject({ tests: 5, failed: 2, skipped: 2 });
});

test('lists at most 50 failures of all files together', async () => {
  const { root, write } = place();
  const before = surveyResults(root, '*.xml');
  const many = `<testsuite>${'<testcase name="a"><failure/></testcase>'.repeat(40)}</testsuite>`;
  write('one.xml', many);
  write('two.xml', many);
  const { results } = await readResults(root, '*.xml', before);
  expect(results.failed).toBe(80);
  expect(results.failures).toHaveLength(50);
});

test('an unreadable file is a problem, and the others are read', async () => {
  const { root, write } = place();
  const before = surveyResults(root, 'out/*.xml');
  write('out/good.xml', passed);
  write('out/half.xml', passed.slice(0, 20));
  const { results, problems } = await readResults(root, 'out/*.xml', before);
  expect(results.tests).toBe(1);
  expect(problems).toEqual([expect.stringMatching(/^results "out\/half\.xml": expected well-formed XML/)]);
});

test('F305 a task that wrote its results in another folder has a problem that names the newest file of this name', async () => {
  const { root, write } = place();
  const problemOf = async (pattern: string) =>
    (await readResults(root, pattern, surveyResults(root, pattern))).problems[0];
  utimesSync(write('old/junit.xml', passed), 1, 1);
  write('node_modules/a/junit.xml', passed);
  write('.hidden/junit.xml', passed);
  write('sub/deep/junit.xml', passed);
  write('sub/TEST-all.xml', passed);
  expect(await problemOf('junit.xml')).toMatch(
    /found none \(links are not followed\); did you mean sub\/deep\/junit\.xml\?$/,
  );
  expect(await problemOf('reports/TEST-*.xml')).toMatch(/none that matches; did you mean sub\/TEST-all\.xml\?$/);
  // Many unrelated files match this name.
  expect(await problemOf('reports/*.xml')).toMatch(/none that matches$/);
  expect(await problemOf('other.xml')).toMatch(/not followed\)$/);
  // This one exists: it is old.
  expect(await problemOf('sub/deep/junit.xml')).toMatch(/from before it started, unchanged since$/);
});

test('a task that wrote nothing has a problem that says so', async () => {
  const { root } = place();
  expect((await readResults(root, 'a.xml', surveyResults(root, 'a.xml'))).problems).toEqual([
    'results "a.xml": expected a file written by this task, found none (links are not followed)',
  ]);
  expect((await readResults(root, 'out/*.xml', surveyResults(root, 'out/*.xml'))).problems).toEqual([
    'results "out/*.xml": expected a file written by this task, found none that matches',
  ]);
});

test('F323 with `allow-empty-results`, no file, an empty one, one from before and one without a test are no problem', async () => {
  const { root, write } = place();
  const none = { results: noResults, problems: [] };
  expect(await readResults(root, 'a.xml', surveyResults(root, 'a.xml'), { allowsEmpty: true })).toEqual(none);
  write('a.xml', passed);
  expect(await readResults(root, 'a.xml', surveyResults(root, 'a.xml'), { allowsEmpty: true })).toEqual(none);
  for (const text of ['', '\n', '<testsuites/>', '1..0\n']) {
    const before = surveyResults(root, 'b.xml');
    write('b.xml', text);
    expect(await readResults(root, 'b.xml', before, { allowsEmpty: true })).toEqual(none);
    expect((await readResults(root, 'b.xml', before)).problems).toHaveLength(1);
  }
  const before = surveyResults(root, 'c.xml');
  write('c.xml', failed);
  expect(await readResults(root, 'c.xml', before, { allowsEmpty: true })).toMatchObject({ results: { failed: 1 } });
  write('c.xml', passed.slice(0, 20));
  expect((await readResults(root, 'c.xml', before, { allowsEmpty: true })).problems).toHaveLength(1);
});

test('F55 nothing outside of the root is read, also through links', async () => {
  const { root, write } = place();
  const outside = join(root, '..', 'outside');
  mkdirSync(outside);
  for (const written of [
    '../outside/a.xml',
    'link/a.xml',
    'a.xml',
    '../outside/*.xml',
    'link/*.xml',
    '*.xml',
    '**/a.xml',
  ]) {
    const before = surveyResults(root, written);
    writeFileSync(join(outside, 'a.xml'), failed);
    symlinkSync(outside, join(root, 'link'));
    symlinkSync(join(outside, 'a.xml'), join(root, 'a.xml'));
    const { results, problems } = await readResults(root, written, before);
    expect(results.tests).toBe(0);
    expect(problems).toHaveLength(1);
    rmSync(join(root, 'link'));
    rmSync(join(root, 'a.xml'));
    rmSync(join(outside, 'a.xml'));
  }
  write('a.xml', passed);
  expect((await readResults(root, '../outside/a.xml', new Map())).problems[0]).toContain('leads out of it');
});

test('a folder, and a file above the limit, are problems', async () => {
  const { root, write } = place();
  mkdirSync(join(root, 'folder.xml'));
  expect((await readResults(root, 'folder.xml', new Map())).problems).toHaveLength(1);
  const path = write('large.xml', passed);
  truncateSync(path, 1024 ** 3 + 1);
  expect((await readResults(root, 'large.xml', new Map())).problems).toEqual([
    'results "large.xml": expected at most 1073741824 bytes in all files of a task, found more',
  ]);
});

test('patterns find the files that they name', async () => {
  const { root, write } = place();
  for (const path of ['a.xml', 'b/c.xml', 'b/d/e.xml', 'b/d.txt', '.hidden/f.xml', 'node_modules/g.xml'])
    write(path, '');
  const files = (written: string) => findResultFiles(root, written).files;
  expect(files('*.xml')).toEqual(['a.xml']);
  expect(files('./*.xml')).toEqual(['a.xml']);
  expect(files('**/*.xml')).toEqual(['a.xml', 'b/c.xml', 'b/d/e.xml']);
  expect(files('b/*.xml')).toEqual(['b/c.xml']);
  expect(files('b/**/?.xml')).toEqual(['b/c.xml', 'b/d/e.xml']);
  expect(files('*/*.xml')).toEqual(['b/c.xml']);
  expect(files('{a,b/d/e}.xml')).toEqual(['a.xml', 'b/d/e.xml']);
  expect(files('.hidden/*.xml')).toEqual(['.hidden/f.xml']);
  expect(files('missing/*.xml')).toEqual([]);
  expect(files('b/d/e.xml')).toEqual(['b/d/e.xml']);
});

test('the text of a file in its encoding', () => {
  const decode = (bytes: Buffer): string => {
    const decoder = createFileDecoder(bytes);
    const pieces = Array.from(bytes, (byte) => decoder.decode(Uint8Array.of(byte), false));
    return pieces.join('') + decoder.decode(new Uint8Array(), true);
  };
  const text = '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="é"/>';
  expect(decode(Buffer.from(text, 'latin1'))).toBe(text);
  expect(decode(Buffer.from('\ufeff<a>é</a>'))).toBe('<a>é</a>');
  for (const start of ['\ufeff', '']) {
    expect(decode(Buffer.from(`${start}<a>é</a>`, 'utf16le'))).toBe('<a>é</a>');
    expect(decode(Buffer.from(`${start}1..1\nok é`, 'utf16le').swap16())).toBe('1..1\nok é');
  }
  expect(decode(Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>'))).toContain('<a>é</a>');
  expect(decode(Buffer.from('<?xml version="1.0" encoding="none-such"?><a>é</a>'))).toContain('<a>é</a>');
  expect(decode(Buffer.from([0x3c, 0x61, 0xff, 0x3e]))).toBe('<a\ufffd>');
});

test('reads JUnit XML and TAP of one pattern, by how each file begins', async () => {
  const { root, write } = place();
  const before = surveyResults(root, 'out/*');
  write('out/a.xml', passed);
  write('out/b.tap', 'TAP version 13\n1..2\nok 1 - fine\nnot ok 2 - broken\n');
  expect(await readResults(root, 'out/*', before)).toMatchObject({
    results: { tests: 3, failed: 1, skipped: 0, failures: [{ name: 'broken' }] },
    problems: [],
  });
});

test.each([
  ['an empty suite', 'a.xml', '<testsuites tests="0"/>'],
  ['counts without a test', 'a.xml', '<testsuite tests="4" failures="0"/>'],
  ['a plan of none', 'a.tap', '1..0\n'],
  ['only a version', 'a.tap', 'TAP version 13\n'],
])('F103 results without any test are a problem: %s', async (_, name, text) => {
  const { root, write } = place();
  write(name, text);
  expect((await readResults(root, name, new Map())).problems).toEqual([
    `results "${name}": expected at least one test case, found none in the file that this task wrote`,
  ]);
  write('b.xml', passed);
  const { results, problems } = await readResults(root, '*', new Map());
  expect([results.tests, problems]).toEqual([1, []]);
});

test('F103 skipped tests are tests, and they are counted', async () => {
  const { root, write } = place();
  write('a.tap', '1..2\nok 1 # SKIP\nok 2 # SKIP\n');
  expect(await readResults(root, 'a.tap', new Map())).toMatchObject({
    results: { tests: 2, skipped: 2 },
    problems: [],
  });
});

test('a mission that ends does not wait for files that are still to be read', async () => {
  const { root, write } = place();
  write('a.xml', passed);
  write('b.xml', passed);
  let asked = 0;
  const { problems } = await readResults(root, '*.xml', new Map(), { isWanted: () => ++asked < 3 });
  expect(problems).toEqual(['results "*.xml": the mission ended before all files were read']);
});
