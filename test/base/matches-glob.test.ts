import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/base/matches-glob.ts';
import { fc } from '../suite/fast-check.ts';

test.each([
  ['unit', 'unit', true],
  ['unit', 'units', false],
  ['unit*', 'unit', true],
  ['unit*', 'unit-api', true],
  ['*unit', 'my-unit', true],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b', 'ab-', false],
  ['*', '', true],
  ['a.c', 'abc', false],
  ['build (linux, *)', 'build (linux, 22)', true],
  ['build (linux, *)', 'build (macos, 22)', false],
])('%s and %s: %s', (pattern, text, matches) => {
  expect(matchesGlob(pattern, text)).toBe(matches);
});

test('matches what the same pattern matches as a regular expression', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
      const same = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      expect(matchesGlob(pattern, text)).toBe(same.test(text));
    }),
  );
});

test('a hostile pattern takes no time that grows with the number of its stars', () => {
  expect(matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
});
