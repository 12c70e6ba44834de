import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBytes, cleanText } from '../../src/base/strip-terminal.ts';
import { cpuTime } from '../cpu-time.ts';

describe('cleanText', () => {
  it.each([
    ['colours', '\x1b[1;31mred\x1b[0m', 'red'],
    ['a window title', '\x1b]0;title\x07text', 'text'],
    ['a link', '\x1b]8;;http://a\x1b\\name\x1b]8;;\x1b\\', 'name'],
    ['an unfinished sequence', 'text\x1b[12', 'text'],
    ['an unfinished string ends with its line', 'a\x1b]0;title\nnext', 'a\nnext'],
    ['other escapes', '\x1b(Ba\x1bcb\x1b', 'ab'],
    ['eight-bit controls', '\x9b31mred\x9d0;t\x9c.', 'red.'],
    ['a progress bar', '10%\r50%\r100%\r\n', '100%\n'],
    ['Windows line ends', 'a\r\nb\r\r\nc', 'a\nb\nc'],
    ['NUL, backspace, bell, tab', 'a\0b\b\x07\tc', 'ab\tc'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'abc'],
    ['direction controls', '\u202eabc\u2066d\u200f\u061c', 'abcd'],
    ['a byte order mark', '\ufeffa', 'a'],
  ])('removes %s', (_, raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it('F22 leaves no control character, whatever comes in', () => {
    const piece = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '\r',
      '\n',
      '\x07',
      '\x9c',
      '\\',
      'a',
      '\0',
      '\u2028',
      '1',
      ';',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (raw) => {
          const clean = cleanText(raw);
          expect(clean).toMatch(/^[^\p{Cc}\u2028\u2029]*(?:[\n\t][^\p{Cc}\u2028\u2029]*)*$/u);
          expect(cleanText(clean)).toBe(clean);
        },
      ),
    );
  });

  it('F22 takes time in proportion to its input', () => {
    const hostile = ['\x1b]', '\x1b[1;', '\x1b', '\r', 'a\r'].map((piece) => piece.repeat(200_000));
    const began = cpuTime();
    for (const raw of hostile) cleanText(raw);
    // Quadratic would be minutes.
    expect(cpuTime() - began).toBeLessThan(10_000);
  });
});

describe('cleanBytes', () => {
  it('F22 replaces invalid UTF-8 and drops half a character where a tail begins', () => {
    const bytes = Buffer.from('é€x');
    expect(cleanBytes(Buffer.from([0x61, 0xff, 0x62]), false)).toBe('a\ufffdb');
    expect(cleanBytes(bytes.subarray(1), true)).toBe('€x');
    expect(cleanBytes(bytes.subarray(3), true)).toBe('x');
    expect(cleanBytes(bytes.subarray(1), false)).toBe('\ufffd€x');
  });
});
