import { expect, test } from 'vitest';
import { splitIds } from '../../../src/mission/selection/split-ids.ts';
import { fc } from '../../suite/fast-check.ts';

const AMD = 'build (linux/amd64, 1.10)';
const known = [
  'build',
  AMD,
  'build (linux/arm64, 1.10)',
  'lint',
  'odd',
  "odd (it's)",
  'odd (a) b)',
  'odd (a, "b")',
  'odd ()',
];

test.each([
  ['commas, blanks and line breaks separate', ' lint,build\nodd  ', ['lint', 'build', 'odd']],
  ['a combination contains separators', AMD, [AMD]],
  [
    'a combination stands in a list',
    `lint, ${AMD},build (linux/arm64, 1.10) odd`,
    ['lint', AMD, 'build (linux/arm64, 1.10)', 'odd'],
  ],
  ['double quotes enclose an id', `"${AMD}", lint`, [AMD, 'lint']],
  ['single quotes enclose an id', `'${AMD}' 'lint'`, [AMD, 'lint']],
  [
    'values may contain quotes and parentheses',
    `odd (it's), odd (a) b), odd (a, "b")`,
    ["odd (it's)", 'odd (a) b)', 'odd (a, "b")'],
  ],
  ['values may contain the quote that encloses them', `'odd (it's)', "odd (a, "b")"`, ["odd (it's)", 'odd (a, "b")']],
  ['a combination without a value has empty parentheses', 'odd (), lint', ['odd ()', 'lint']],
  ['an id that is repeated is returned once', 'lint lint', ['lint']],
  ['an unknown combination is one word', 'build (windows, 1.10), lint', ['build (windows, 1.10)', 'lint']],
  ['an unknown combination without a blank is one word', 'build(linux/amd64, 1.10)', ['build(linux/amd64, 1.10)']],
  ['a quote that is never closed belongs to its word', '"lint, build', ['"lint', 'build']],
])('%s', (_, text, ids) => {
  expect(splitIds([text], known)).toEqual(ids);
});

test('a combination whose parenthesis is never closed does not select all combinations', () => {
  expect(splitIds(['build (linux, 1'], known)).not.toContain('build');
});

test('several texts are read in order, and an id of both is returned once', () => {
  expect(splitIds([AMD, `lint ${AMD}`], known)).toEqual([AMD, 'lint']);
});

test('the longest id wins if one contains another', () => {
  const ids = ['a (x)', 'a (x), a (y)', 'a (y)'];
  expect(splitIds(['a (x), a (y)'], ids)).toEqual(['a (x), a (y)']);
  expect(splitIds(['"a (x)", a (y)'], ids)).toEqual(['a (x)', 'a (y)']);
});

test('every list of ids of matrices can be read back, whatever printable ASCII their values contain', () => {
  const value = fc.string({ unit: fc.constantFrom(...' ,()\'"ab/'), minLength: 1, maxLength: 6 });
  const ids = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('a', 'b'), fc.array(value, { minLength: 1, maxLength: 3 }))
      .map(([base, values]) => `${base} (${values.join(', ')})`),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(ids, (all) => {
      // One at a time nothing is ambiguous.
      for (const id of all) expect(splitIds([id], ['a', 'b', ...all])).toEqual([id]);
    }),
  );
});
