import { describe, expect, it } from 'vitest';
import { fc } from '../../suite/fast-check.ts';
import { parse, resultsOf } from './parse.ts';

const pieceSize = fc.integer({ min: 1, max: 200 });

type Outcome = 'passed' | 'failed' | 'skipped';
const outcome = fc.constantFrom<Outcome>('passed', 'failed', 'skipped');

/** Text that is likely to look like the format around it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '<!--',
        '</failure>',
        'ok 1',
        'not ok',
        '1..3',
        'Bail out!',
        '#',
        '{',
        '}',
        ' ',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').replace(/[\p{Cc}\p{Cs}\p{Cn}]/gu, ''));

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function count(outcomes: readonly Outcome[]): { tests: number; failed: number; skipped: number } {
  const of = (wanted: Outcome) => outcomes.filter((found) => found === wanted).length;
  return { tests: outcomes.length, failed: of('failed'), skipped: of('skipped') };
}

describe('F107 a failed test in a file is a failure in the results', () => {
  it.each([
    ['in a test within a test', '<testcase name="a"><testcase name="b"><failure/></testcase></testcase>'],
    ['in a suite within a test', '<testcase name="a"><testsuite><testcase><error/></testcase></testsuite></testcase>'],
    ['around tests', '<testcase name="a"/><group><testcase name="b"><failure/></testcase></group>'],
    ['around suites', '<report><testsuite><testcase name="b"><failure/></testcase></testsuite></report>'],
    ['around a failure', '<testcase name="a"><results><failures><failure/></failures></results></testcase>'],
    ['in capital letters', '<TestCase name="a"><Failure/></TestCase>'],
    ['declared as `failed` and not listed', '<testsuite failed="1"><testcase name="a"/></testsuite>'],
  ])('JUnit XML with elements that no format describes: %s', (_, inside) => {
    expect(resultsOf(`<testsuites><testsuite name="s">${inside}</testsuite></testsuites>`)).toMatchObject({
      failed: 1,
    });
  });

  it.each([
    ...['status="timeout"', 'status="timed out"', 'status="cancelled"', 'status="crashed"', 'status="hook_error"'],
    ...['result="aborted"', 'outcome="Failed"', 'success="False"'],
  ])('JUnit XML that says so only in an attribute: %s', (attribute) => {
    expect(resultsOf(`<testsuite><testcase name="a" ${attribute}/></testsuite>`)).toMatchObject({
      tests: 1,
      failed: 1,
    });
  });

  it('but not in output, in properties or beside a last attempt that passed', () => {
    const inside =
      '<system-out><failure/></system-out><properties><failure/></properties><rerunFailure><error/></rerunFailure>';
    expect(resultsOf(`<testsuite><testcase name="a">${inside}</testcase></testsuite>`)).toMatchObject({ failed: 0 });
  });

  it('JUnit XML: any texts, any suites, cut into any pieces', () => {
    const test = fc.record({ name: hostile, outcome, output: hostile, message: hostile });
    fc.assert(
      fc.property(
        fc.array(fc.array(test, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        pieceSize,
        (suites, size) => {
          const xml = suites.map((tests, suite) => {
            const cases = tests.map(({ name, outcome: result, output, message }, index) => {
              const inside = {
                passed: '',
                skipped: '<skipped/>',
                failed: `<failure message="${escapeXml(message)}"/>`,
              }[result];
              return `<testcase name="${index} ${escapeXml(name)}">${inside}<system-out>${escapeXml(output)}</system-out></testcase>`;
            });
            return `<testsuite name="${suite}">${cases.join('\n')}</testsuite>`;
          });
          const all = suites.flat();
          const results = resultsOf(`<testsuites>${xml.join('')}</testsuites>`, size);
          expect(results).toMatchObject(count(all.map(({ outcome: result }) => result)));
          expect(results.failures).toHaveLength(results.failed);
        },
      ),
      { numRuns: 300 },
    );
  });

  interface Point {
    readonly outcome: Outcome;
    readonly name: string;
    readonly braces: boolean;
    readonly children: readonly Point[];
  }

  const { point } = fc.letrec<{ point: Point }>((tie) => ({
    point: fc.record({
      outcome,
      name: fc.string().map((text) => text.replace(/[^\w ]/g, '')),
      braces: fc.boolean(),
      children: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('point'), { maxLength: 4 })),
    }),
  }));

  function write(points: readonly Point[], indent: string): string[] {
    const lines = points.flatMap(({ outcome: result, name, braces, children }, index) => {
      const directive = result === 'skipped' ? ' # SKIP why' : '';
      const line = `${indent}${result === 'failed' ? 'not ok' : 'ok'} ${index + 1} - ${name}${directive}`;
      if (children.length === 0) return [line];
      const inside = write(children, `${indent}    `);
      return braces ? [`${line} {`, ...inside, `${indent}}`] : [...inside, line];
    });
    return [...lines, `${indent}1..${points.length}`];
  }

  /** Whether anything failed that no skipped parent excuses. */
  const fails = (points: readonly Point[]): boolean =>
    points.some(({ outcome: result, children }) => result !== 'skipped' && (result === 'failed' || fails(children)));

  it('TAP: any tree of subtests, cut into any pieces', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 5 }), pieceSize, (points, size) => {
        const results = resultsOf(write(points, '').join('\n'), size);
        expect(results.failed > 0).toBe(fails(points));
        expect(results.tests).toBeGreaterThanOrEqual(results.failed + results.skipped);
        expect(results).toEqual(resultsOf(write(points, '').join('\r\n')));
      }),
      { numRuns: 500 },
    );
  });

  it('TAP: a test point that is missing or there twice is never green', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), fc.boolean(), fc.boolean(), (size, pick, atEnd, twice) => {
        const points = Array.from({ length: size }, (_, index) => `ok ${index + 1} - t`);
        const at = pick % size;
        points.splice(at, twice ? 0 : 1, ...(twice ? [points[at] ?? ''] : []));
        const plan = `1..${size}`;
        const parsed = parse((atEnd ? [...points, plan] : [plan, ...points]).join('\n'));
        expect(parsed).toMatchObject({ type: 'results', results: { failed: 1 } });
      }),
    );
  });

  it('TAP: a file that ends before its end is never green', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 4 }), fc.nat(), (points, pick) => {
        fc.pre(!fails(points));
        const text = write(points, '').join('\n');
        const half = parse(text.slice(0, pick % text.length));
        const green = half.type === 'results' && half.results.failed === 0 && half.results.tests > 0;
        expect(green).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('F57 anything else gives a result or a problem', () => {
  const line = fc.constantFrom(
    'ok',
    'not ok 2 - x',
    'ok 1 - x {',
    '1..3',
    '1..0 # SKIP',
    '    ok 1',
    '        not ok 1',
    '  ---',
    '  a: [',
    '  a: "',
    "  failureType: 'hookFailed'",
    '  ...',
    '# Subtest: a',
    'Bail out!',
    'TAP version 13',
    '}',
    '    }',
    '{',
  );

  it('TAP: never throws, and never counts more failed and skipped than there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: line, weight: 4 }, { arbitrary: fc.string(), weight: 1 }), { maxLength: 40 }),
        pieceSize,
        (lines, size) => {
          const parsed = parse(lines.join('\n'), size);
          expect(parsed).toEqual(parse(lines.join('\n')));
          if (parsed.type === 'problem') return;
          const { tests, failed, skipped } = parsed.results;
          expect(failed + skipped).toBeLessThanOrEqual(tests);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
