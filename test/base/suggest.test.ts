import { expect, test } from 'vitest';
import { suggest } from '../../src/base/suggest.ts';
import { fc } from '../suite/fast-check.ts';

const KEYS = ['name', 'needs', 'run', 'steps', 'working-directory', 'continue-on-error'];

test.each([
  ['need', 'needs'],
  ['nmae', 'name'],
  ['working_directory', 'working-directory'],
  ['Run', 'run'],
  ['continue-on-eror', 'continue-on-error'],
])('%s means %s', (word, meant) => {
  expect(suggest(word, KEYS)).toBe(meant);
});

test.each(['banana', 'x', '', 'deliverable'])('%j is near none of them', (word) => {
  expect(suggest(word, KEYS)).toBeUndefined();
});

test('the nearest one wins, and of equals the first', () => {
  expect(suggest('abcdef', ['abxxef', 'abcdex', 'abcdey'])).toBe('abcdex');
});

test('one edit in a word of six letters or more is always recognised', () => {
  const word = fc.stringMatching(/^[a-z]{6,12}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.stringMatching(/^[a-z]$/), (meant, position, letter) => {
      const at = position % meant.length;
      const written = meant.slice(0, at) + letter + meant.slice(at + 1);
      fc.pre(written !== meant);
      expect(suggest(written, [meant])).toBe(meant);
      expect(suggest(meant.slice(0, at) + meant.slice(at + 1), [meant])).toBe(meant);
    }),
  );
});
