import { describe, expect, test } from 'vitest';
import { parseHighWater, parseProcessStat } from '../../../src/machine/trees/process-stat.ts';
import { fc } from '../../suite/fast-check.ts';
import { statLine } from '../process-trees.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseProcessStat', () => {
  const line = statLine(12, { parent: 3, group: 12, session: 7, times: [1, 20, 300, 4000], start: 777, pages: 55 });
  const row = {
    pid: 12,
    hasEnded: false,
    isRunnable: false,
    threads: 1,
    parent: 3,
    group: 12,
    session: 7,
    ticks: 4321,
    childTicks: 4300,
    start: 777,
    faults: 1804,
    pages: 55,
  };
  test('reads parent, group and session, times, start and resident pages', () => {
    expect(parseProcessStat(12, bytes(line))).toEqual(row);
  });
  test('accepts any name of the program', () => {
    const fooling = statLine(12, { ...row, name: 'a) S 1 9 9 (b', times: [1, 20, 300, 4000] });
    expect(parseProcessStat(12, bytes(fooling))).toEqual(row);
  });
  test('recognizes a zombie', () => {
    for (const state of ['Z', 'X', 'x']) {
      expect(parseProcessStat(12, bytes(line.replace(') S ', `) ${state} `)))).toEqual({ ...row, hasEnded: true });
    }
  });
  test('a text cut at any place gives nothing or the right figures, and never throws', () => {
    const upToPages = line.indexOf(' 55 ') + 3;
    for (let length = 0; length < upToPages; length += 1) {
      const cut = parseProcessStat(12, bytes(line).subarray(0, length));
      // If the cut is inside the number of pages, only this number is too small.
      expect(cut === undefined || (cut.ticks === row.ticks && length > line.indexOf(' 55 ') + 1)).toBe(true);
    }
  });
  test('never fails on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
        parseProcessStat(1, random);
        parseHighWater(random);
      }),
    );
  });
});

test('the high-water mark is in kilobytes, and a zombie has none', () => {
  expect(parseHighWater(bytes('Name:\tsh\nVmPeak:\t 9 kB\nVmHWM:\t   1760 kB\nVmRSS:\t 12 kB\n'))).toBe(1760 * 1024);
  expect(parseHighWater(bytes('Name:\tsh\nState:\tZ (zombie)\n'))).toBeUndefined();
});
