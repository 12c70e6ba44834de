import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FailedPart, mostCauses } from '../../../src/process/collect/cause-finder.ts';
import { readCauses, searchedBytes } from '../../../src/process/collect/read-causes.ts';
import type { LogLine } from '../../../src/schedule/events/log-line.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission-causes-'));
  path = join(folder, 'a.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const first: FailedPart = { attempt: 1, step: 0 };

async function causes(part = first, redactor = createRedactor([]).redactor): Promise<readonly LogLine[]> {
  return (await readCauses({ path, part, redactor, isWanted: () => true })).causes;
}

/** The causes of a log with these lines, as `LINE: TEXT`. */
async function causesOf(...lines: readonly string[]): Promise<readonly string[]> {
  writeFileSync(path, `${lines.join('\n')}\n`);
  return (await causes()).map(({ line, text }) => `${line}: ${text}`);
}

/** What the tools print for a failure beside tests whose names have the words; recorded, with other paths. */
const recorded: Readonly<Record<string, readonly string[]>> = {
  'cargo-build': ['2: error[E0308]: mismatched types'],
  cargo: ['8: test tests::adds ... FAILED', "14: thread 'tests::adds' (11684) panicked at src/lib.rs:8:17:"],
  go: [
    '6: --- FAIL: TestAdds (0.00s)',
    '5: a_test.go:4: got x, want 1',
    '8: --- FAIL: TestPanics (0.00s)',
    '9: panic: assignment to entry in nil map',
  ],
  ld: ["2: l.c:(.text+0x5): undefined reference to `other'", '3: collect2: error: ld returned 1 exit status'],
  make: [
    '3: a.c:1:24: error: ‘missing’ undeclared (first use in this function)',
    '7: make: *** [Makefile:3: a] Error 1',
  ],
  node: ['2: ✖ adds', '16: AssertionError [ERR_ASSERTION]: 1 == 2'],
  nox: [
    "4: nox > Command python -c 'import sys; print('\"'\"'ran 3 checks'\"'\"'); sys.exit(3)' failed with exit code 3",
    '5: nox > Session unit failed.',
    '7: nox > Session lint aborted: Nothing was linted.',
  ],
  npm: ['9: TypeError: 1'],
  php: ['1: PHP Fatal error:  Uncaught InvalidArgumentException: no price'],
  'pre-commit': ['2: check names....', '9: format files....', '11: - files were modified by this hook'],
  pytest: [
    '17: E   assert 1 == 2',
    '24: E   ValueError: no price',
    '28: FAILED test_a.py::test_adds',
    '29: FAILED test_a.py::test_raises',
    '9: test_a.py::test_adds FAILED',
    '10: test_a.py::test_raises FAILED',
    '19: test_a.py:4: AssertionError',
  ],
  sh: ['4: x.sh: 3: foo: not found'],
  tap: ['9: not ok 2 - adds', "15: error: '1 == 2'"],
  tox: ['6: a.py:2:16: F821 undefined name c'],
  'tox-missing': ["2: missing: Exception running subprocess [Errno 2] No such file or directory: 'nothing-like-it'"],
  tsc: ["1: a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'."],
  unittest: [
    '5: FAIL: test_adds (__main__.A.test_adds)',
    '7: Traceback (most recent call last):',
    '11: AssertionError: 1 != 2',
    '1: test_adds (__main__.A.test_adds) ... FAIL',
  ],
  vitest: [
    '6: × a.test.ts > cart > adds 4ms',
    '8: × a.test.ts > cart > breaks 0ms',
    '13: FAIL  a.test.ts > cart > adds',
    '14: AssertionError: expected 1 to be 2',
  ],
};

describe('logs of real tools', () => {
  it.each(Object.entries(recorded))('%s', async (name, expected) => {
    writeFileSync(path, readFileSync(join(import.meta.dirname, 'logs', `${name}.log`)));
    const found = (await causes()).map(({ line, text }) => `${line}: ${text}`);
    expect(found.slice(0, expected.length).map((text, index) => text.slice(0, expected[index]?.length))).toEqual(
      expected,
    );
  });
});

describe('the command that tox, nox or pre-commit ran', () => {
  it.each([
    [
      'tox',
      [
        'ran 3 checks',
        'unit: exit 3 (0.02 seconds) /shop> ./check pid=8849',
        '  unit: FAIL code 3 (0.26=setup[0.24]+cmd[0.02] seconds)',
        '  evaluation failed :( (0.53 seconds)',
      ],
      [
        '2: unit: exit 3 (0.02 seconds) /shop> ./check pid=8849',
        '3: unit: FAIL code 3 (0.26=setup[0.24]+cmd[0.02] seconds)',
      ],
    ],
    [
      'tox without an interpreter',
      ['py27: failed with could not find python interpreter', '  evaluation failed :( (0.6 seconds)'],
      ['1: py27: failed with could not find python interpreter'],
    ],
    [
      'nox without a program',
      ['nox > Program nothing-like-it not found.', 'nox > Session unit failed.'],
      ['1: nox > Program nothing-like-it not found.', '2: nox > Session unit failed.'],
    ],
  ])('is the reason if it printed none: %s', async (_, lines, expected) => {
    expect(await causesOf(...lines)).toEqual(expected);
  });

  it('is no reason if it printed one', async () => {
    const reason = 'E   assert 1 == 2';
    const ends = ['unit: exit 1 (0.2 seconds) /shop> pytest pid=1', '  unit: FAIL code 1', 'check names....Failed'];
    for (const end of [...ends, 'nox > Command pytest failed with exit code 1'])
      expect(await causesOf(reason, end)).toEqual([`1: ${reason}`]);
    expect(await causesOf('check names....Failed', '- hook id: names', 'error: no price')).toEqual([
      '3: error: no price',
    ]);
  });
});

describe('the search of a log', () => {
  it('finds the first ten, each once, with numbers from 1', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `error: file ${Math.floor(index / 2)}`);
    writeFileSync(path, lines.join('\n'));
    const found = await causes();
    expect(found).toHaveLength(mostCauses);
    expect(found.slice(0, 2)).toEqual([
      { line: 1, text: 'error: file 0' },
      { line: 3, text: 'error: file 1' },
    ]);
  });

  it('finds sentences only where no line is clear', async () => {
    writeFileSync(path, 'the import failed\nall done\n');
    expect(await causes()).toEqual([{ line: 1, text: 'the import failed' }]);
    writeFileSync(path, 'the import failed\nerror: no price\n');
    expect(await causes()).toEqual([{ line: 2, text: 'error: no price' }]);
  });

  it('F260 counts the lines in the middle of a long log, and searches its end', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(Math.ceil((3 * searchedBytes) / 100));
    const lines = filler.length / 100;
    writeFileSync(path, `error: first\n${filler}error: last`);
    expect(await causes()).toEqual([
      { line: 1, text: 'error: first' },
      { line: lines + 2, text: 'error: last' },
    ]);
  });

  it('takes no part of a long line for a line', async () => {
    const long = 'x'.repeat(3 * searchedBytes);
    writeFileSync(path, `${long} error: late\nerror: real\n`);
    expect(await causes()).toEqual([{ line: 2, text: 'error: real' }]);
  });

  it('is about the newest attempt and the step that failed', async () => {
    const log = 'error: one\n▶ attempt 2\n▶ step 1/2: Build\nerror: two\n▶ step 2/2: Check\nerror: three\n';
    writeFileSync(path, log);
    expect(await causes({ attempt: 2, step: 1 })).toEqual([{ line: 6, text: 'error: three' }]);
    expect(await causes({ attempt: 2, step: 0 })).toEqual([
      { line: 4, text: 'error: two' },
      { line: 6, text: 'error: three' },
    ]);
    expect(await causes({ attempt: 3, step: 0 })).toEqual([]);
  });

  it('F253: is about the launch after the eviction, which has the same number', async () => {
    writeFileSync(path, 'error: one\n▶ attempt 1, after an eviction\nerror: two\n');
    expect(await causes({ attempt: 1, step: 0, evictions: 1 })).toEqual([{ line: 3, text: 'error: two' }]);
  });

  it('is about the newest attempt also where its beginning is in the part that is not searched', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(Math.ceil(searchedBytes / 50));
    writeFileSync(path, `error: one\n${filler}▶ attempt 2\n${filler}error: two\n`);
    expect((await causes({ attempt: 2, step: 0 })).map(({ text }) => text)).toEqual(['error: two']);
  });

  it('removes control characters, keeps what a terminal shows last, and cuts long lines', async () => {
    writeFileSync(path, `10 %\r\u001b[31merror\u001b[0m: no price\r\n  error: ${'y'.repeat(1000)}\n`);
    const [one, two] = await causes();
    expect(one).toEqual({ line: 1, text: 'error: no price' });
    expect(two?.text).toHaveLength(300);
    expect(two?.text.endsWith('y…')).toBe(true);
  });

  it('redacts before it cuts, so that no half of a secret stays', async () => {
    const { redactor } = createRedactor([{ name: 'KEY', value: 'sw0rdfish-42' }]);
    const text = `error: ${'y'.repeat(285)}sw0rdfish-42`;
    writeFileSync(path, `${text}\n`);
    expect((await causes(first, redactor))[0]?.text).not.toContain('sw0rd');
  });

  it('ends when the task is stopped, with what was found until then', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(10_000);
    writeFileSync(path, `error: first\n${filler}error: last\n`);
    const found = await readCauses({ path, part: first, redactor: createRedactor([]).redactor, isWanted: () => false });
    expect(found.causes).toEqual([{ line: 1, text: 'error: first' }]);
  });

  it('finds nothing in a log that is missing, empty or not a file', async () => {
    expect(await causes()).toEqual([]);
    writeFileSync(path, '');
    expect(await causes()).toEqual([]);
    rmSync(path);
    symlinkSync('nowhere', path);
    expect(await causes()).toEqual([]);
  });
});

describe('the order of causes', () => {
  it('begins with failed tests and error types, although a logger has written errors before', async () => {
    expect(
      await causesOf(
        '[ERROR] no connection, as expected',
        'error: retried',
        '✖ adds',
        'AssertionError: expected 1 to be 2',
      ),
    ).toEqual([
      '3: ✖ adds',
      '4: AssertionError: expected 1 to be 2',
      '1: [ERROR] no connection, as expected',
      '2: error: retried',
    ]);
  });

  it('has the error that ends a traceback before its first line', async () => {
    expect(
      await causesOf('Traceback (most recent call last):', '  File "a.py", line 1', 'ValueError: no price'),
    ).toEqual(['3: ValueError: no price', '1: Traceback (most recent call last):']);
  });

  it('has compile errors before the summary of the tool that ran the compiler', async () => {
    expect(
      await causesOf('a.c:1:24: error: no x', 'Error: Command failed with exit code 1', '✗ Build failed in 1s'),
    ).toEqual(['1: a.c:1:24: error: no x', '2: Error: Command failed with exit code 1', '3: ✗ Build failed in 1s']);
  });
});

describe('titles', () => {
  it('of groups whose tests passed or failed are no causes; the failures of Mocha are', async () => {
    expect(
      await causesOf(
        '  error from idle client',
        '    ✔ is emitted',
        '  error handling',
        '    fatal errors',
        '      1) rejects',
        '  1 failing',
        '  1) error handling',
        '       fatal errors',
        '         rejects:',
        '      AssertionError [ERR_ASSERTION]: 1 == 2',
      ),
    ).toEqual(['5: 1) rejects', '7: 1) error handling', '10: AssertionError [ERR_ASSERTION]: 1 == 2']);
  });

  it('are none without a test below them', async () => {
    expect(await causesOf('  error from the server', '  detail', 'done')).toEqual(['1: error from the server']);
    expect(await causesOf('error from the server')).toEqual(['1: error from the server']);
    expect(await causesOf('a.ts(1,7): error TS2322: no price', '  ✔ linted')).toEqual([
      '1: a.ts(1,7): error TS2322: no price',
    ]);
  });

  it('of a numbered list are no failures', async () => {
    expect(await causesOf('1) install', '2) build')).toEqual([]);
  });
});

describe('go test', () => {
  const fail = '--- FAIL: TestPlainText (0.00s)';
  const message = '    tls_settings_test.go:27: plain text must say hello';

  it('has the lines below the failed test', async () => {
    expect(await causesOf(fail, message, '        got goodbye', 'FAIL')).toEqual([
      `1: ${fail}`,
      `2: ${message.trim()}`,
      '3: got goodbye',
      '4: FAIL',
    ]);
    expect(
      await causesOf('--- FAIL: TestA (0.00s)', '    --- FAIL: TestA/b (0.00s)', '        a_test.go:9: no price'),
    ).toEqual(['1: --- FAIL: TestA (0.00s)', '2: --- FAIL: TestA/b (0.00s)', '3: a_test.go:9: no price']);
  });

  it('has the lines above it with -v, and none of a test that passed', async () => {
    expect(
      await causesOf(
        '=== RUN   TestOther',
        '    a_test.go:3: fine',
        '--- PASS: TestOther (0.00s)',
        '=== RUN   TestPlainText',
        message,
        fail,
      ),
    ).toEqual([`6: ${fail}`, `5: ${message.trim()}`]);
  });
});

describe('the last lines', () => {
  it('are those of the step that failed that have a letter or a digit, redacted', async () => {
    writeFileSync(path, 'one\n▶ step 1/2: Build\ntwo\n\nthree\nfour\n  five\nsix sw0rdfish-42\n\n  }\n====\n');
    const { redactor } = createRedactor([{ name: 'KEY', value: 'sw0rdfish-42' }]);
    const search = { path, part: first, redactor, isWanted: () => true };
    expect(await readCauses(search)).toEqual({
      causes: [],
      lastLines: [
        { line: 5, text: 'three' },
        { line: 6, text: 'four' },
        { line: 7, text: 'five' },
        { line: 8, text: 'six ***' },
      ],
    });
  });
});
