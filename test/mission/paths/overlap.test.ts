import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { patternsOverlap } from '../../../src/mission/paths/overlap.ts';
import { fc } from '../../suite/fast-check.ts';

test.each([
  ['out/*.xml', 'out/a.xml', true],
  ['out/*.xml', 'out/a*.xml', true],
  ['out/*.xml', 'out/*.tap', false],
  ['out/*.xml', 'out/a/b.xml', false],
  ['**/*.xml', 'out/a/b.xml', true],
  ['**/TEST-*.xml', 'api/**/*.xml', true],
  ['**/*.xml', 'b.xml', true],
  ['out/a-*.xml', 'out/b-*.xml', false],
  ['out/?.xml', 'out/ab.xml', false],
  ['out/[ab].xml', 'out/a.xml', true],
  ['out/{a,b}.xml', 'out/b.xml', true],
  ['out/{a,b}.xml', 'out/c.xml', false],
  ['out/*', 'out/**', true],
  ['a/**/z', 'a/z', true],
  ['*a*', '*b*', true],
])('%s and %s overlap: %s', (first, second, expected) => {
  expect(patternsOverlap(first, second)).toBe(expected);
  expect(patternsOverlap(second, first)).toBe(expected);
});

test('any two patterns that match the same file overlap', () => {
  const part = fc.constantFrom('a', 'b', '*', '?', '**', 'a*', '*b', '{a,b}', 'a?');
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const path = fc
    .array(fc.constantFrom('a', 'b', 'ab', 'aa'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));
  let both = 0;
  fc.assert(
    fc.property(pattern, pattern, path, (first, second, file) => {
      if (!picomatch(first)(file) || !picomatch(second)(file)) return;
      both += 1;
      expect(patternsOverlap(first, second)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expect(both).toBeGreaterThan(20);
});
