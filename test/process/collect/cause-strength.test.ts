import { describe, expect, it } from 'vitest';
import { causeStrength } from '../../../src/process/collect/cause-strength.ts';

describe('a line that only failures have', () => {
  it.each([
    'not ok 3 - rejects a missing key',
    '    not ok 1 - adds # time=4ms',
    '✖ adds (0.504261ms)',
    '  ✕ adds (3 ms)',
    ' × a.test.ts > cart > returns ok',
    '  ✘  2 [chromium] › a.spec.ts:3:5 › throws an error (5ms)',
    '  ● cart › adds',
    '✖ 2 problems (1 error, 1 warning)',
    ' FAIL  a.test.ts > cart > adds',
    'FAIL\texample.com/shop\t0.011s',
    '--- FAIL: TestAdds (0.00s)',
    '    --- FAIL: TestAdds/no_price (0.00s)',
    'test tests::adds ... FAILED',
    'test result: FAILED. 2 passed; 1 failed; 0 ignored',
    'test_a.py::test_adds FAILED                                              [ 75%]',
    'FAILED test_a.py::test_adds - assert 1 == 2',
    'E   assert 1 == 2',
    'test_a.py:4: AssertionError',
    'Traceback (most recent call last):',
    'AssertionError: 1 != 2',
    '  AssertionError [ERR_ASSERTION]: 1 == 2',
    'java.lang.IllegalStateException: no price',
    'Exception in thread "main" java.lang.NullPointerException',
    'panic: assignment to entry in nil map',
    "thread 'main' panicked at src/lib.rs:8:17:",
    'error[E0308]: mismatched types',
    'error: could not compile `shop` due to 1 previous error',
    "a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.",
    "src/a.ts:1:7 - error TS2322: Type 'string' is not assignable to type 'number'.",
    'Program.cs(3,5): error CS0103: The name does not exist',
    'a.c:1:24: error: ‘missing’ undeclared',
    'a.c:1:10: fatal error: x.h: No such file or directory',
    "l.c:(.text+0x5): undefined reference to `other'",
    'make: *** [Makefile:3: a] Error 1',
    "  3:5  error  'x' is not defined  no-undef",
    'npm ERR! code ELIFECYCLE',
    'npm error Missing script: "build"',
    'error Command failed with exit code 1.',
    'error during build:',
    'ERROR in ./src/a.ts',
    '[ERROR] Failed to execute goal: there are test failures',
    '[INFO] BUILD FAILURE',
    '> Task :compileJava FAILED',
    '2026-11-29T04:00:00Z ERROR server: no price',
    '{"level":"error","msg":"no price"}',
    'time="04:00" level=fatal msg="no price"',
    '::error file=a.ts,line=3::no price',
    '##[error]Process completed with exit code 1.',
    'fatal: not a git repository (or any of the parent directories): .git',
    'x.sh: 3: foo: not found',
    'bash: line 1: foo: command not found',
    'Segmentation fault (core dumped)',
    '[  FAILED  ] Cart.Adds (0 ms)',
    ' 2/9 Test #2: bad ..............................***Failed    0.00 sec',
    '     Failure/Error: expect(1).to eq 2',
    "#   Failed test 'adds'",
    '(fail) adds [0.12ms]',
    'PHP Fatal error:  Uncaught InvalidArgumentException: no price in /project/a.php:2',
  ])('%s', (line) => {
    expect(['certain', 'clear']).toContain(causeStrength(line));
  });
});

describe('a line that begins as a failure does', () => {
  it.each([
    'not ok 3 - rejects a missing key',
    '  ✕ adds (3 ms)',
    ' × a.test.ts > cart > returns ok',
    ' FAIL  a.test.ts > cart > adds',
    '    --- FAIL: TestAdds/no_price (0.00s)',
    'E   assert 1 == 2',
    '  AssertionError [ERR_ASSERTION]: 1 == 2',
    "AssertionError: expected 'warning' to be 2",
    'Error: no price',
    'java.lang.IllegalStateException: no price',
    'panic: assignment to entry in nil map',
  ])('%s', (line) => {
    expect(causeStrength(line)).toBe('certain');
  });
});

describe('a message of a shell, or of a tool that names a place', () => {
  it.each([
    'bash: line 1: $NOTHING: ambiguous redirect',
    'bash: line 1: NOTHING: unbound variable',
    'NOTHING: unbound variable',
    './deploy.sh: line 3: ./tool: Permission denied',
    'sh: 1: foo: not found',
    'sh: 1: NOTHING: parameter not set',
    'zsh:1: command not found: foo',
    "'foo' is not recognized as an internal or external command,",
    './a.go:3:2: undefined: x',
    "No source for code: '/project/a.py'.",
  ])('%s', (line) => {
    expect(causeStrength(line)).toBe('clear');
  });
});

describe('a line that has the word in a sentence', () => {
  it.each([
    'There was 1 failure:',
    'Failed asserting that false is true.',
    'Tests: 5, Assertions: 5, Failures: 1.',
    'Tests run: 3, Failures: 0, Errors: 2, Skipped: 0',
    'Tests:       1 failed, 2 passed, 3 total',
    'ℹ fail 1',
    '  1 failing',
    '3 passed, 0 failed, 1 error',
    '2 warnings and 1 error generated.',
    'cat: prices.csv: No such file or directory',
    'passed: 3 failed: 0 errors: 2',
    'The deployment failed after 3 attempts',
    'An error occurred while prices were read',
  ])('%s', (line) => {
    expect(causeStrength(line)).toBe('possible');
  });
});

describe('a line that names no failure', () => {
  it.each([
    '0 errors',
    'Found 0 errors.',
    'no failures',
    'No known errors',
    '0 tests failed',
    'ℹ fail 0',
    '# fail 0',
    'Tests run: 3, Failures: 0, Errors: 0, Skipped: 0',
    'errors=0 failures=0',
    'passed: 3 failed: 0 errors: 0',
    '3 passed, 0 failed',
    '✖ 3 problems (0 errors, 3 warnings)',
    'error-handling.js ok',
    'src/errors/fail.ts',
    'compiled error.ts and failures.css',
    'curl --fail --show-error https://example.com',
    'gcc -Werror=return-type -c a.c',
    '✓ fails when empty (3 ms)',
    '✔ throws an error (0.5ms)',
    '  √ fails when empty',
    'ok 3 - fails when empty',
    '    ok 1 - throws an error # time=4ms',
    'test tests::error_is_returned ... ok',
    'test_fails_when_empty (__main__.A) ... ok',
    'test_a.py::test_fails_when_empty PASSED                                  [ 25%]',
    'test_a.py::test_error SKIPPED (no error here)                    [ 50%]',
    '=== RUN   TestFailsWhenEmpty',
    '--- PASS: TestError (0.00s)',
    'PASS src/error.test.ts',
    '[ RUN      ] Cart.FailsWhenEmpty',
    '[       OK ] Cart.Error (0 ms)',
    ' 1/9 Test #1: error ............................   Passed    0.01 sec',
    '# Subtest: fails when empty',
    'not ok 4 - fails for now # TODO not written yet',
    '(pass) fails when empty [0.12ms]',
    '○ skipped throws an error',
    '+ echo checking error handling',
    '> shop@1.0.0 test --fail-fast',
    '▶ step 2/3: Find errors',
    "      4|   it('throws an error', () => {});",
    '12 |   throw new Error("no price");',
    '    at TestContext.error (file:///project/a.test.mjs:3:27)',
    '\tat shop.CartTest.fail(CartTest.java:12)',
    '  File "/project/error.py", line 3, in fail',
    '    except ValueError:',
    'throw new TypeError(1)',
    '   Compiling thiserror v1.0.0',
    '  Downloaded failure v0.1.8',
    'go: downloading github.com/pkg/errors v0.9.1',
    'warning: this will be an error in a future release',
    "  3:5  warning  'error' is defined but never used  no-unused-vars",
    'npm warn deprecated error@1.0.0: no longer supported',
    '2026-11-29T04:00:00Z INFO server: error pages are ready',
    '[INFO] Running com.shop.ErrorTest',
    '{"level":"info","msg":"error pages are ready"}',
    '=================================== FAILURES ===================================',
    '⎯⎯⎯⎯⎯⎯⎯ Failed Tests 2 ⎯⎯⎯⎯⎯⎯⎯',
    '   1: core::panicking::panic_fmt',
    'panic({0x55a7a0?, 0x6cae70?})',
    'a terror of mirrors',
    '  "status": "failed",',
    '{ "error": null, "status": "failed" }',
    '  "failed",',
    "  'status': 'failed',",
    '',
  ])('%s', (line) => {
    expect(causeStrength(line)).toBe('none');
  });
});

it('F260 takes linear time for hostile lines', () => {
  const most = 16 * 1024;
  for (const part of [
    'error ',
    '0 ',
    'fail=',
    '= ',
    '… ok ',
    '[',
    ' at (',
    '::',
    'Error',
    '| ',
    'a\t',
    '{"',
    '"level":',
    'a.',
    '1',
    'a: ',
    '●',
    '\u2026 ',
  ]) {
    const line = part.repeat(most / part.length);
    const began = process.cpuUsage();
    causeStrength(`error${line}`);
    causeStrength(`${line}error `);
    const { user } = process.cpuUsage(began);
    expect(user / 1000, `milliseconds of CPU for ${JSON.stringify(part)}`).toBeLessThan(500);
  }
});

it('judges a long line by its beginning, in the same time whatever it consists of', () => {
  expect(causeStrength(`error: ${'x'.repeat(5_000)}`)).toBe('clear');
  expect(causeStrength(`${'x '.repeat(5_000)}error: y`)).toBe('none');
  const began = process.cpuUsage();
  for (const piece of ['.', ' ', ':', '…', ' .']) {
    for (const end of ['Failed', 'ok x', 'error']) causeStrength(`x${piece.repeat(200_000)}${end}`);
  }
  // Without the limit, each of these lines takes from 10 s to minutes.
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
});
