import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cutTo, fitTo, rowsOf, widthOf } from '../../../src/terminal/panel/text-width.ts';
import { cpuTime } from '../../cpu-time.ts';

describe('cutTo', () => {
  it.each([
    ['plain', 10, 'plain'],
    ['plain text', 6, 'plain…'],
    ['日本語', 6, '日本語'],
    // A wide character does not fit into the column that the ellipsis leaves.
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['👩‍💻👩‍💻👩‍💻', 5, '👩‍💻👩‍💻…'],
    ['e\u0301te\u0301', 2, 'e\u0301…'],
    ['any', 1, '…'],
    ['any', 0, ''],
  ])('%j in %i columns is %j', (text, columns, expected) => {
    expect(cutTo(text, columns)).toBe(expected);
    expect(widthOf(expected)).toBeLessThanOrEqual(columns);
  });

  it('looks only at the beginning of a very long text', () => {
    const before = cpuTime();
    expect(cutTo('語'.repeat(1_000_000), 21)).toBe(`${'語'.repeat(10)}…`);
    // Measuring the whole text takes many times as long.
    expect(cpuTime() - before).toBeLessThan(1_000);
  });
});

it('fitTo fills up with blanks to the column', () => {
  expect(fitTo('日本', 6)).toBe('日本  ');
  expect(fitTo('日本語', 6)).toBe('日本語');
  expect(fitTo('日本語版', 6)).toBe('日本… ');
});

it('widthOf has the right width for the characters of the panel without measuring them', () => {
  for (const sign of '─█░▶■⏸↻◆✔✘–·≥…') expect(`${sign}${widthOf(sign)}`).toBe(`${sign}${stringWidth(sign)}`);
});

describe('rowsOf', () => {
  it.each([
    ['', 10, 1],
    ['x'.repeat(10), 10, 1],
    ['x'.repeat(11), 10, 2],
    ['x'.repeat(79), 40, 2],
    // Five columns hold two wide characters and a gap.
    ['日本語日本語', 5, 3],
    ['日本語日本語', 1, 1],
  ])('%j on %i columns takes %i', (text, columns, rows) => {
    expect(rowsOf(text, columns)).toBe(rows);
  });
});
