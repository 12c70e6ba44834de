import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeTap, parseTap } from '../../../src/process/results/parse-tap.ts';
import type { TestResults } from '../../../src/process/results/test-results.ts';

function results(text: string): TestResults {
  const parsed = parseTap(text);
  if (parsed.type === 'problem') throw new Error(parsed.message);
  return parsed.results;
}

describe('TAP', () => {
  it('is counted: ok, not ok, skipped, still to be done', () => {
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
    expect(results(text)).toEqual({
      tests: 4,
      failed: 1,
      skipped: 2,
      failures: [
        {
          name: 'subtracts',
          message: 'expected 3, found 5',
          detail: JSON.stringify({ message: 'expected 3, found 5', severity: 'fail' }, undefined, 2),
        },
      ],
    });
  });

  it('counts the innermost of subtests, not what closes them', () => {
    const text = [
      'TAP version 14',
      '# Subtest: outer',
      '    ok 1 - one',
      '    not ok 2 - two',
      '    1..2',
      'not ok 1 - outer',
      'ok 2 - alone',
      '1..2',
    ].join('\n');
    expect(results(text)).toMatchObject({ tests: 3, failed: 1, skipped: 0, failures: [{ name: 'outer › two' }] });
  });

  it('fails a plan that is not kept', () => {
    expect(results('1..3\nok 1\nok 2\n')).toMatchObject({
      tests: 2,
      failed: 1,
      failures: [{ name: 'plan', message: 'expected 3 test points, found 2' }],
    });
  });

  it('fails what bails out', () => {
    const { failed, failures } = results('1..3\nok 1\nBail out! the database is gone\n');
    expect(failed).toBe(1);
    expect(failures[0]).toMatchObject({ name: 'Bail out!', message: 'the database is gone' });
  });

  it('takes a plan of none with a reason for skipped as a whole', () => {
    expect(results('1..0 # SKIP not on this system\n')).toEqual({ tests: 0, failed: 0, skipped: 0, failures: [] });
  });

  it('keeps the first fifty failures', () => {
    const lines = Array.from({ length: 70 }, (_, index) => `not ok ${index + 1} - t${index + 1}`);
    const { failed, failures } = results(`1..70\n${lines.join('\n')}\n`);
    expect(failed).toBe(70);
    expect(failures).toHaveLength(50);
  });

  it('never throws, and never counts more failed and skipped than there are', () => {
    const line = fc.constantFrom(
      'ok',
      'not ok 2 - x',
      '1..3',
      '    ok 1',
      '  ---',
      '  a: [',
      '  ...',
      '# Subtest: a',
      'Bail out!',
      '}',
      '{',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 30 }), (lines) => {
        const { tests, failed, skipped } = results(lines.join('\n'));
        expect(failed + skipped).toBeLessThanOrEqual(tests);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what looks like TAP', () => {
  it.each(['TAP version 13\n', '1..2\nok 1\n', '# comment\nnot ok 1 - x\n', 'ok\n'])('does: %j', (text) => {
    expect(looksLikeTap(text)).toBe(true);
  });

  it.each(['<testsuites/>', '\n <?xml version="1.0"?>\n<a>\nok 1\n</a>', 'okay', '', '{ "ok": true }'])(
    'does not: %j',
    (text) => {
      expect(looksLikeTap(text)).toBe(false);
    },
  );
});
