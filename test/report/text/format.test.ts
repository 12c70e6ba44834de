import { describe, expect, it } from 'vitest';
import {
  formatAgainst,
  formatAgainstNamed,
  formatBytes,
  formatDuration,
  formatOffset,
  formatPercent,
  listed,
  plural,
} from '../../../src/report/text/format.ts';
import { fc } from '../../suite/fast-check.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [350, '350 ms'],
    [999.6, '1 s'],
    [12_345, '12.3 s'],
    [59_949, '59.9 s'],
    [59_960, '1m'],
    [125_000, '2m05s'],
    [1_800_000, '30m'],
    [3_599_600, '1h00m'],
    [290 * 60_000, '4h50m'],
    [50 * 3_600_000, '50h00m'],
    [-90_000, '-1m30s'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('never shows 60 seconds or minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (milliseconds) => {
        expect(formatDuration(milliseconds)).not.toMatch(/^(1000 ms|60(\.0)? s|60m)|m60s|h60m/);
      }),
    );
  });
});

describe('formatOffset', () => {
  it('has tenths in a short run, and hours in a run of an hour or more', () => {
    expect(formatOffset(3249, 60_000)).toBe('0:03.2');
    expect(formatOffset(605_600, 700_000)).toBe('10:06');
    expect(formatOffset(3_200, 700_000)).toBe('0:03');
    expect(formatOffset(3_599_999, 3_599_999)).toBe('1:00:00');
    expect(formatOffset(605_600, 3_600_000)).toBe('0:10:06');
    expect(formatOffset(110 * 60_000, 290 * 60_000)).toBe('1:50:00');
    expect(formatOffset(599_949, 599_949)).toBe('9:59.9');
    expect(formatOffset(599_999, 599_999)).toBe('10:00.0');
  });

  it('is rounded like a duration, so that both agree for a task that starts at zero', () => {
    expect([formatOffset(23_596, 60_000), formatDuration(23_596)]).toEqual(['0:23.6', '23.6 s']);
    expect([formatOffset(1150, 60_000), formatDuration(1150)]).toEqual(['0:01.2', '1.2 s']);
  });
});

describe('formatAgainst', () => {
  it.each([
    [290, 395, '26.6 % less', '26.6 % less than staged'],
    [395, 395, 'equal', 'as long as staged'],
    [150, 100, '50 % more', '50 % more than staged'],
    [320, 100, '3.2 times as long', '3.2 times as long as staged'],
    [1694.9, 100, '17 times as long', '17 times as long as staged'],
    [100, 0, '', ''],
  ])('%d against %d is %s', (duration, other, text, named) => {
    expect(formatAgainst(duration, other)).toBe(text);
    expect(formatAgainstNamed(duration, other, 'staged')).toBe(named);
  });
});

it('formats percentages, bytes, counts and lists', () => {
  expect([formatPercent(26.582), formatPercent(25), formatPercent(-0.01), formatPercent(undefined)]).toEqual([
    '26.6 %',
    '25 %',
    '0 %',
    '–',
  ]);
  expect([formatBytes(640), formatBytes(1536), formatBytes(2 ** 31), formatBytes(2 ** 20 - 1)]).toEqual([
    '640 B',
    '1.5 KiB',
    '2 GiB',
    '1 MiB',
  ]);
  expect([plural(1, 'task'), plural(0, 'task'), plural(2, 'is', 'are')]).toEqual(['1 task', '0 tasks', '2 are']);
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});
