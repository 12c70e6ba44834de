import { describe, expect, test } from 'vitest';
import { busyShare, parseAllowedCpus, parseCpuList, parseCpuTimes } from '../../../src/machine/kernel/cpu-times.ts';
import { fc } from '../../suite/fast-check.ts';
import { stat, status } from '../machines.ts';

const kernel6 = `cpu  10854 0 5573 187147 367 0 114 25 0 0
cpu0 4352 0 2588 95020 23 0 32 8 0 0
cpu1 6502 0 2985 92126 344 0 82 17 7 3
intr 867835 0 0 1 2
ctxt 2589453
`;
// Before 2.6.24 there was no guest column, before 2.6.11 no steal.
const kernel2 = 'cpu  10 0 5 100\ncpu0 10 0 5 100\nintr 1\n';

describe('parseCpuTimes', () => {
  test('adds up the first eight fields of every CPU', () => {
    expect(parseCpuTimes(kernel6)).toEqual({ cpus: 2, fields: [10854, 0, 5573, 187146, 367, 0, 114, 25] });
  });
  test('counts only the allowed CPUs', () => {
    expect(parseCpuTimes(kernel6, new Set([1, 9]))).toEqual({
      cpus: 1,
      fields: [6502, 0, 2985, 92126, 344, 0, 82, 17],
    });
  });
  test('reads an old kernel with four fields', () => {
    expect(parseCpuTimes(kernel2)).toEqual({ cpus: 1, fields: [10, 0, 5, 100, 0, 0, 0, 0] });
  });
  test.each([
    ['nothing', ''],
    ['no line per CPU', 'cpu  1 2 3 4 5 6 7 8\n'],
    ['only zeros, as in a sandbox that imitates the file', 'cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 0 0 0 0 0 0 0 0 0 0\n'],
    ['a word where a number is due', 'cpu0 1 2 three 4\n'],
    ['a negative number', 'cpu0 1 -2 3 4\n'],
    ['too few fields', 'cpu0 1 2 3\n'],
  ])('is undefined for %s', (_, text) => {
    expect(parseCpuTimes(text)).toBeUndefined();
  });
  test('is undefined if no allowed CPU is listed', () => {
    expect(parseCpuTimes(kernel6, new Set([64]))).toBeUndefined();
  });
});

describe('busyShare', () => {
  const times = (...fields: number[]) => ({ cpus: 1, fields });
  test('counts waiting for the disk as idle and stolen time as busy', () => {
    expect(busyShare(times(0, 0, 0, 0, 0, 0, 0, 0), times(10, 5, 5, 40, 20, 5, 5, 10))).toBeCloseTo(0.4);
  });
  test('counts a field that went backwards as unchanged', () => {
    expect(busyShare(times(0, 0, 0, 0, 50, 0, 0, 0), times(25, 0, 0, 75, 10, 0, 0, 0))).toBeCloseTo(0.25);
  });
  test('is undefined if no time has passed, or if all fields went backwards', () => {
    expect(busyShare(times(1, 2, 3, 4, 5, 6, 7, 8), times(1, 2, 3, 4, 5, 6, 7, 8))).toBeUndefined();
    expect(busyShare(times(9, 9, 9, 9, 9, 9, 9, 9), times(1, 2, 3, 4, 5, 6, 7, 8))).toBeUndefined();
  });
  test('is undefined if a CPU was added or removed', () => {
    expect(busyShare({ cpus: 2, fields: [10, 0, 0, 10] }, times(20, 0, 0, 20))).toBeUndefined();
  });
  test('is a share or undefined for any counters', () => {
    const fields = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const share = busyShare(times(...before), times(...after));
        expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });
});

describe('allowed CPUs', () => {
  test.each([
    ['0-3', [0, 1, 2, 3]],
    ['0', [0]],
    ['0-1,4,6-7\n', [0, 1, 4, 6, 7]],
  ])('reads %j', (list, numbers) => {
    expect([...(parseCpuList(list) ?? [])]).toEqual(numbers);
  });
  test.each(['', 'all', '0-', '-1', '3-1', '1,,2', '0-999999999'])('rejects %j as malformed', (list) => {
    expect(parseCpuList(list)).toBeUndefined();
  });
  test('finds the list, not the mask, in the status file', () => {
    expect([...(parseAllowedCpus(status('1-2')) ?? [])]).toEqual([1, 2]);
    expect(parseAllowedCpus('Name:\tnode\n')).toBeUndefined();
  });
  test('selects the lines of /proc/stat', () => {
    expect(parseCpuTimes(stat([1, 2], [10, 20], [100, 200]), new Set([0, 2]))?.fields.slice(0, 4)).toEqual([
      101, 0, 0, 202,
    ]);
  });
});
