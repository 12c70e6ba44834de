import { describe, expect, it } from 'vitest';
import { cutTail } from '../../src/base/cut-tail.ts';
import { fc } from '../suite/fast-check.ts';

const cut = (text: string, lines: number, characters: number, beheaded?: boolean) =>
  cutTail(text.split('\n'), { lines, characters }, beheaded);

describe('cutTail', () => {
  it('keeps what fits, without empty lines at the end', () => {
    expect(cut('one\ntwo\n\n', 5, 100)).toEqual({ lines: ['one', 'two'], cut: false });
    expect(cut('', 5, 100)).toEqual({ lines: [], cut: false });
    expect(cut('\n\n', 5, 100)).toEqual({ lines: [], cut: false });
  });

  it('keeps the last lines', () => {
    expect(cut('1\n2\n3', 2, 100)).toEqual({ lines: ['2', '3'], cut: true });
    expect(cut('1\n2\n3', 5, 3)).toEqual({ lines: ['2', '3'], cut: true });
    expect(cut('one\ntwo\nthree', 5, 11)).toEqual({ lines: ['two', 'three'], cut: true });
  });

  it('drops half a line in front, unless it is all there is', () => {
    expect(cut('alf\nwhole', 5, 100, true)).toEqual({ lines: ['whole'], cut: true });
    expect(cut('alf', 5, 100, true)).toEqual({ lines: ['alf'], cut: true });
  });

  it('marks the end of a line that is too long', () => {
    expect(cut('x'.repeat(50), 5, 10)).toEqual({ lines: [`…${'x'.repeat(10)}`], cut: true });
    expect(cut('😀'.repeat(50), 5, 9)).toEqual({ lines: [`…${'😀'.repeat(4)}`], cut: true });
    expect(cut(`${'x'.repeat(50)}\nlast`, 5, 10)).toEqual({ lines: ['…xxxxx', 'last'], cut: true });
  });

  it('stays within both bounds, and gives an end of the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((text) => text.replaceAll('\n', '')),
          { maxLength: 20 },
        ),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (lines, mostLines, characters, beheaded) => {
          const tail = cutTail(lines, { lines: mostLines, characters }, beheaded);
          const text = tail.lines.join('\n').replace(/^…/, '');
          expect(tail.lines.length).toBeLessThanOrEqual(mostLines);
          expect(text.length).toBeLessThanOrEqual(characters);
          expect(lines.join('\n').replace(/\n+$/, '').endsWith(text)).toBe(true);
        },
      ),
    );
  });
});
