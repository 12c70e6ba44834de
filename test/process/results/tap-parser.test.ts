import { describe, expect, it } from 'vitest';
import { parse, resultsOf } from './parse.ts';

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

describe('TAP', () => {
  it('is counted: ok, not ok, skip, todo', () => {
    const text = [
      'TAP version 13',
      'ok 1 - adds',
      'not ok 2 - subtracts',
      '  ---',
      '  message: expected 3, found 5',
      '  severity: fail',
      '  ...',
      'ok 3 - divides # SKIP no FPU here',
      'not ok 4 - multiplies # TODO later',
      '1..4',
    ].join('\n');
    expect(resultsOf(text)).toMatchObject({
      tests: 4,
      failed: 1,
      skipped: 2,
      flaky: 0,
      failures: [{ name: 'subtracts', message: 'expected 3, found 5' }],
      flakyTests: [],
    });
  });

  it('counts the innermost subtests, not the lines that close them', () => {
    const text = lines(
      'TAP version 14',
      '# Subtest: outer',
      '    ok 1 - one',
      '    not ok 2 - two',
      '    1..2',
      'not ok 1 - outer',
      'ok 2 - alone',
      '1..2',
    );
    expect(resultsOf(text)).toMatchObject({ tests: 3, failed: 1, skipped: 0, failures: [{ name: 'outer › two' }] });
  });

  it('keeps the first fifty failures', () => {
    const points = Array.from({ length: 70 }, (_, index) => `not ok ${index + 1} - t${index + 1}`);
    const { failed, failures } = resultsOf(lines('1..70', ...points));
    expect(failed).toBe(70);
    expect(failures).toHaveLength(50);
  });

  it.each([
    ['  ---\n  error: boom\n  ...', 'boom'],
    ['  ---\n  error:\n      name: E\n      message: "a\\u00e9\\nb"\n  ...', 'aé\nb'],
    ['  ---\n  message: |-\n    first\n    second\n  ...', 'first\nsecond'],
    ['  ---\n  expected: 2\n  actual:   1\n  ...', 'expected 2, found 1'],
    ["  ---\n    message: ''\n    name: AssertionError\n  ...", 'AssertionError'],
    ['  ---\n  message: [\n  ...', 'not ok'],
    ['  ---\n  a: &a [x, x]\n  b: [*a, *a]\n  ...', 'not ok'],
    ['  ---\n  message: half', 'half'],
    ['# in file t.bats, line 2\n# more', 'in file t.bats, line 2'],
    ['  1 == 2\n  at x.js:3', '1 == 2'],
    ['# tests 1', 'not ok'],
    ['', 'not ok'],
  ])('finds the message in %j', (diagnostics, message) => {
    const text = lines('not ok 1 - x', ...(diagnostics === '' ? [] : [diagnostics]), '1..1');
    expect(resultsOf(text).failures).toEqual([{ name: 'x', message }]);
  });

  it('reads names, directives and times as tools write them', () => {
    const text = lines(
      '1..9',
      'ok 1 - a # time=1.5ms',
      'ok 2 a \\# b',
      'ok 3 - skipped: not # skipped: why',
      'not ok 4 - x # hash # TODO later',
      'ok',
      'ok - no number',
      'not ok 7 - issue #todolist',
      'not ok 8 # SKIP',
      'ok 9',
      'okay, this is output',
      'not okay either',
    );
    expect(resultsOf(text)).toMatchObject({ tests: 9, failed: 1, skipped: 3, failures: [{ name: 'issue #todolist' }] });
  });

  it('accepts CR LF, one huge line and output between its lines', () => {
    const huge = 'x'.repeat(3_000_000);
    const text = `1..2\r\nok 1 - a\r\n${huge}\r\n  not ok, says a program\r\nnot ok 2 - ${huge}\r\n`;
    expect(resultsOf(text, 64 * 1024)).toMatchObject({ tests: 2, failed: 1 });
  });
});

it('ignores lines inside a quoted text, as vitest writes values', () => {
  const text = lines(
    '1..1',
    'not ok 1 - file {',
    '    1..2',
    '    not ok 1 - x',
    '        ---',
    '        message: "no"',
    '        actual: "a \\"',
    '}',
    'ok 7',
    'Bail out!',
    'end"',
    '        expected: "c"',
    '        ...',
    '    ok 2',
    '}',
  );
  expect(resultsOf(text)).toMatchObject({ tests: 2, failed: 1, failures: [{ name: 'file › x', message: 'no' }] });
});

describe('F101 a parent that fails by itself counts once, with its message', () => {
  const yaml = (indent: string, text: string) => [`${indent}---`, `${indent}${text}`, `${indent}...`];
  const message = "error: 'boom'";

  it.each<[string, string, object]>([
    [
      'an assertion of its own, while its subtest passes',
      lines('    ok 1 - child', '    1..1', 'not ok 1 - parent', ...yaml('  ', message), '1..1'),
      { tests: 2, failed: 1, failures: [{ name: 'parent', message: 'boom' }] },
    ],
    [
      'in braces',
      lines('1..1', 'not ok 1 - parent {', '    ok 1 - child', '    1..1', '}'),
      { tests: 2, failed: 1, failures: [{ name: 'parent', message: 'not ok' }] },
    ],
    [
      'in braces behind its diagnostics',
      lines('1..1', 'not ok 1 - parent', ...yaml('  ', message), '{', '    ok 1 - child', '    1..1', '}'),
      { tests: 2, failed: 1, failures: [{ name: 'parent', message: 'boom' }] },
    ],
    [
      'its subtest fails too: that is the failure',
      lines('    not ok 1 - child', '    1..1', 'not ok 1 - parent', '1..1'),
      { tests: 1, failed: 1, failures: [{ name: 'parent › child' }] },
    ],
    [
      'its subtest was only skipped',
      lines('1..1', 'not ok 1 - parent {', '    1..1', '    ok 1 - child # SKIP', '}'),
      { tests: 2, failed: 1, skipped: 1, failures: [{ name: 'parent' }] },
    ],
    [
      'its subtest was still to be done',
      lines('    not ok 1 - child # TODO', '    1..1', 'not ok 1 - parent', '1..1'),
      { tests: 2, failed: 1, skipped: 1, failures: [{ name: 'parent' }] },
    ],
    [
      'a suite without a child',
      lines('1..1', 'not ok 1 - suite {', '    1..0', '}'),
      { tests: 1, failed: 1, failures: [{ name: 'suite' }] },
    ],
    [
      'the middle of three levels only',
      lines(
        '        ok 1 - leaf',
        '        1..1',
        '    not ok 1 - middle',
        ...yaml('      ', message),
        '    1..1',
        'not ok 1 - top',
        '1..1',
      ),
      { tests: 2, failed: 1, failures: [{ name: 'top › middle', message: 'boom' }] },
    ],
    [
      'a failed parent under one that is fine',
      lines('        ok 1 - leaf', '        1..1', '    not ok 1 - middle', '    1..1', 'ok 1 - top', '1..1'),
      { tests: 2, failed: 1, failures: [{ name: 'top › middle' }] },
    ],
    [
      'a hook that cancels its subtests (Node): one failure, with the cause',
      lines(
        '    not ok 1 - child',
        ...yaml('      ', "failureType: 'cancelledByParent'"),
        '    1..1',
        'not ok 1 - suite',
        ...yaml('  ', "failureType: 'hookFailed'\n  error: 'no database'"),
        '1..1',
      ),
      { tests: 1, failed: 1, failures: [{ name: 'suite › child', message: 'not ok (suite: no database)' }] },
    ],
    [
      'a hook that fails after a failed subtest (Node): both count',
      lines(
        '    not ok 1 - child',
        '    1..1',
        'not ok 1 - suite',
        ...yaml('  ', "failureType: 'hookFailed'\n  error: 'teardown'"),
        '1..1',
      ),
      { tests: 2, failed: 2, failures: [{ name: 'suite › child' }, { name: 'suite', message: 'teardown' }] },
    ],
    [
      'failed subtests are no failure of their own (Node)',
      lines(
        '    not ok 1 - child',
        '    1..1',
        'not ok 1 - suite',
        ...yaml('  ', "failureType: 'subtestsFailed'"),
        '1..1',
      ),
      { tests: 1, failed: 1 },
    ],
    [
      'a parent with # TODO stays unfailed',
      lines('    ok 1 - child', '    1..1', 'not ok 1 - parent # TODO not yet', '1..1'),
      { tests: 1, failed: 0, skipped: 0 },
    ],
    [
      'a parent with # TODO holds for what fails in it',
      lines('1..1', 'not ok 1 - parent # TODO not yet {', '    not ok 1 - child', '    1..1', '}'),
      { tests: 1, failed: 0, skipped: 1 },
    ],
    [
      'a parent with # SKIP stays unfailed',
      lines('1..1', 'not ok 1 - parent # SKIP {', '    1..0', '}'),
      { tests: 1, failed: 0, skipped: 1 },
    ],
    [
      'an empty suite that is fine is no test',
      lines('1..2', 'ok 1 - a {', '    1..0', '}', 'ok 2'),
      { tests: 1, failed: 0 },
    ],
  ])('%s', (_, text, expected) => {
    expect(resultsOf(text)).toMatchObject(expected);
    expect(resultsOf(text, 1)).toEqual(resultsOf(text));
  });
});

describe('F102 what leaves open whether all tests ran is a failure with a reason', () => {
  it.each([
    ['fewer than planned', '1..3\nok 1\nok 2\n', 'plan', 'expected 3 test points, found 2'],
    ['more than planned', '1..1\nok 1\nok 2\n', 'protocol', 'expected 1 test point, found 2'],
    ['a plan of none, and a test', 'ok 1\n1..0\n', 'protocol', 'expected 0 test points, found 1'],
    ['no plan', 'ok 1\nok 2\n', 'plan', 'expected a plan such as 1..3, found none: the file may end too early'],
    [
      'a subtest with fewer than planned',
      '    ok 1\n    1..2\nok 1 - p\n1..1\n',
      'p › plan',
      'expected 2 test points, found 1',
    ],
    ['a bail-out', '1..3\nok 1\nBail out! the database is gone\n', 'Bail out!', 'the database is gone'],
    ['a bail-out of a subtest', '    ok 1\n    Bail out!\nok 1 - p\n1..1\n', 'Bail out!', 'no reason given'],
    ['a number twice', '1..2\nok 1\nok 1\n', 'protocol', 'the number 1 appears twice'],
    ['a number that is missing', '1..2\nok 1\nok 3\n', 'protocol', 'the number 2 is missing'],
    ['a number before the first', '1..1\nok 0\n', 'protocol', 'the number 0 is not in the plan'],
    [
      'a number twice in a subtest',
      '    ok 2\n    ok 2\n    1..2\nok 1\n1..1\n',
      'protocol',
      'the number 2 appears twice',
    ],
    [
      'a subtest in braces that does not end',
      '1..1\nok 1 - p {\n    ok 1\n    1..1\n',
      'protocol',
      'a subtest in braces does not end',
    ],
    [
      'a subtest that is not closed',
      '1..1\nok 1\n    ok 1\n    1..1\n',
      'protocol',
      'the file ends inside of a subtest',
    ],
    ['a second plan of a subtest', '    1..1\n    1..2\n    ok 1\nok 1\n1..1\n', 'protocol', 'a second plan'],
    [
      'a failed test that is indented like no subtest',
      '  ok 1\n  not ok 2 - b\n  1..2\nok 1 - p\n1..1\n',
      'protocol',
      'a failed test ("b") is indented by 2 characters, which fits no subtest',
    ],
    [
      'a failed test behind a tab',
      '\tnot ok 1 - b\nok 1 - p\n1..1\n',
      'protocol',
      'a failed test ("b") is indented by 1 characters, which fits no subtest',
    ],
    ['a bail-out with any indentation', 'ok 1\n1..1\n  Bail out! gone\n', 'Bail out!', 'gone'],
    [
      'diagnostics without an end that hold a failed test',
      'ok 1\n  ---\n  x: 1\n    not ok 1 - b\n    1..1\nok 2 - p\n1..2\n',
      'protocol',
      'a block of diagnostics with a failed test in it does not end',
    ],
    [
      'a second program that dies at its start',
      'TAP version 13\nok 1\n1..1\nTAP version 13\n',
      'protocol',
      'a later document has neither a plan nor a test',
    ],
    ['colors', 'TAP version 13\nok 1\n\u001b[31mnot ok 2 - b\u001b[39m\n1..2\n', 'b', 'not ok'],
    ['a progress line that was overwritten', '1..1\nrunning\rnot ok 1 - b\r\n', 'b', 'not ok'],
    ['a name with `#todo-list`', '1..1\nnot ok 1 - fixes #todo-list\n', 'fixes #todo-list', 'not ok'],
    ['a name with `#skipLink`', '1..1\nnot ok 1 - has #skipLink\n', 'has #skipLink', 'not ok'],
    ['a second document that fails', 'ok 1\n1..1\nTAP version 13\nnot ok 1 - late\n1..1\n', 'late', 'not ok'],
    ['a second document without its version', '1..1\nok 1\n1..1\nnot ok 1 - late\n', 'late', 'not ok'],
    [
      'a test behind the plan',
      'ok 1\n1..1\nok 2\n',
      'plan',
      'expected a plan such as 1..3, found none: the file may end too early',
    ],
  ])('%s', (_, text, name, message) => {
    expect(resultsOf(text)).toMatchObject({ failed: 1, failures: [{ name, message }] });
  });

  it.each([
    ['numbers out of order', '1..3\nok 3\nok 1\nok 2\n', 3],
    ['no numbers', '1..2\nok - a\nok - b\n', 2],
    ['numbers that go on from a first part', '4..5\nok 4\nok 5\n', 2],
    ['the same, with the plan at the end', 'ok 4\nok 5\n4..5\n', 2],
    ['a subtest without a plan', '    ok 1\nok 1 - p\n1..1\n', 1],
    ['two documents', 'TAP version 13\nok 1\n1..1\nTAP version 13\nok 1\n1..1\n', 2],
    ['skipped as a whole, with a reason', '1..0 # SKIP not on this system\n', 1],
  ])('and this is complete: %s', (_, text, tests) => {
    expect(resultsOf(text)).toMatchObject({ tests, failed: 0 });
  });

  it('adds no failure to one of a test: mocha writes numbers twice, AVA miscounts', () => {
    expect(resultsOf('not ok 1 - hook\nok 2 - a\n1..1\n')).toMatchObject({ tests: 2, failed: 1 });
    expect(resultsOf('not ok 1 - hook\nok 1 - a\n1..2\n')).toMatchObject({ tests: 2, failed: 1 });
  });

  it('a plan of 1..0 without a reason contains no test', () => {
    expect(resultsOf('1..0\n')).toMatchObject({ tests: 0, failed: 0 });
  });
});

describe('text that looks like TAP', () => {
  it.each(['TAP version 13\n', '1..2\nok 1\n', '# comment\nnot ok 1 - x\n', 'ok\n', '\ufeff\n1..0\n'])(
    'does: %j',
    (text) => {
      expect(parse(text).type).toBe('results');
    },
  );

  it.each(['okay', '', ' \n', '{ "ok": true }', '# only a comment\n', '  ok 1\n'])('does not: %j', (text) => {
    expect(parse(text)).toMatchObject({
      type: 'problem',
      message: expect.stringMatching(/^expected JUnit XML or TAP/),
    });
  });
});
