import { describe, expect, it } from 'vitest';
import { sanitizeBytes, sanitizeLine, sanitizeOutput, sanitizeText } from '../../src/base/sanitize.ts';
import { cpuTime } from '../cpu-time.ts';
import { fc } from '../suite/fast-check.ts';

const removed: readonly (readonly [name: string, raw: string, sanitized: string])[] = [
  ['colors', '\x1b[1;31mred\x1b[0m', 'red'],
  ['a window title', '\x1b]0;title\x07text', 'text'],
  ['a link', '\x1b]8;;http://a\x1b\\name\x1b]8;;\x1b\\', 'name'],
  [
    'the payload of device, privacy, application and start-of-string commands',
    '\x1bPa\x1b\\b\x1b^c\x1b\\d\x1b_e\x1b\\f\x1bXg\x1b\\h',
    'bdfh',
  ],
  ['an unfinished sequence', 'text\x1b[12', 'text'],
  ['an unfinished string, up to the end of its line', 'a\x1b]0;title\nnext', 'a\nnext'],
  ['other escapes', '\x1b(Ba\x1bcb\x1b', 'ab'],
  ['eight-bit controls', '\x9b31mred\x9d0;t\x9c.', 'red.'],
  ['NUL, backspace and bell, but no tab', 'a\0b\b\x07\tc', 'ab\tc'],
  ['direction controls', '\u202eabc\u2066d\u200f\u061c', 'abcd'],
  ['annotations and noncharacters', 'a\ufff9b\ufffbc\uffffd\ufffe', 'abcd'],
  ['invisible tags', 'a\u{e0041}\u{e007f}b', 'ab'],
  ['halves of surrogate pairs', 'a\ud800b\udc00c 😀', 'abc 😀'],
  ['a byte order mark', '\ufeffa', 'a'],
  ['line and paragraph separators, for line feeds', 'a\u2028b\u2029c', 'a\nb\nc'],
];

const piece = fc.oneof(
  fc.constantFrom(...'\x1b[]P^_X\r\n\t\x07\x9b\x9c\x9d\\a\0\u2028\u20291;?2KG é'),
  fc.constantFrom(
    '\x1b[2K',
    '\x1b[1G',
    '\x1b]8;;',
    '\x1b\\',
    '\u202e',
    '\u{e0041}',
    '😀',
    '\ud83d',
    '\ude00',
    '\ufffb',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const hostile = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe.each([
  ['sanitizeOutput', sanitizeOutput],
  ['sanitizeText', sanitizeText],
])('%s', (_, sanitize) => {
  it.each(removed)('F22 removes %s', (_name, raw, sanitized) => {
    expect(sanitize(raw)).toBe(sanitized);
  });

  it('F22 leaves no control character, whatever comes in', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const sanitized = sanitize(raw);
        expect(sanitized).toMatch(
          /^(?:[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\n\t])*$/u,
        );
        expect(sanitize(sanitized)).toBe(sanitized);
      }),
      { numRuns: 500 },
    );
  });

  it('F22 leaves text without any of these as it is', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(sanitize(text)).toBe(text);
      }),
    );
  });

  it('F22 takes time in proportion to its input', () => {
    const pieces = ['\x1b]', '\x1b[1;', '\x1b', '\r', 'a\r', '\x1b[2K', '\x1b[', '\x1bP'];
    const began = cpuTime();
    for (const each of pieces) sanitize(each.repeat(200_000));
    // Quadratic would be minutes.
    expect(cpuTime() - began).toBeLessThan(20_000);
  });
});

describe('sanitizeOutput', () => {
  it.each([
    ['a progress bar', '10%\r50%\r100%\r\n', '100%\n'],
    ['Windows line ends', 'a\r\nb\r\r\nc', 'a\nb\nc'],
    ['a spinner that erases its line', '- working\x1b[2K\x1b[1G\\ working\x1b[2K\x1b[1Gdone in 3 s\n', 'done in 3 s\n'],
    ['a spinner that moves to the first column', 'one\x1b[Gtwo\x1b[0Gthree\n', 'three\n'],
    ['a line that is only erased', 'working\x1b[2K\r\nnext', 'working\nnext'],
    ['what is erased behind the cursor', '\x1b[31mred\x1b[m\x1b[K tail', 'red tail'],
  ])('F125 keeps what stood last in %s', (_, raw, sanitized) => {
    expect(sanitizeOutput(raw)).toBe(sanitized);
  });
});

describe('sanitizeText', () => {
  it('keeps all of a text with old line ends', () => {
    expect(sanitizeText('first\rsecond\r\nthird')).toBe('first\nsecond\nthird');
    expect(sanitizeText('one\x1b[2K\x1b[1Gtwo')).toMatch(/^one\n+two$/);
    expect(sanitizeLine(' a \n\n b\u2028c\r d ')).toBe('a b c d');
  });
});

describe('sanitizeBytes', () => {
  it('F22 replaces invalid UTF-8 and drops half a character at the start of a tail', () => {
    const bytes = Buffer.from('é€x');
    expect(sanitizeBytes(Buffer.from([0x61, 0xff, 0x62]), false)).toBe('a\ufffdb');
    expect(sanitizeBytes(bytes.subarray(1), true)).toBe('€x');
    expect(sanitizeBytes(bytes.subarray(3), true)).toBe('x');
    expect(sanitizeBytes(bytes.subarray(1), false)).toBe('\ufffd€x');
  });
});
