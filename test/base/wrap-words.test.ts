import { expect, it } from 'vitest';
import { wrapWords } from '../../src/base/wrap-words.ts';

it.each([
  ['', 10, '', ['']],
  ['one two', 7, '', ['one two']],
  ['one two three', 7, '', ['one two', 'three']],
  ['one two three', 7, '  ', ['one two', '  three']],
  ['a considerable word', 6, '', ['a', 'considerable', 'word']],
])('%j in lines of %d with the indent %j', (text, width, indent, lines) => {
  expect(wrapWords(text, width, indent)).toEqual(lines);
});
