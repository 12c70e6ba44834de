import { expect, test } from 'vitest';
import {
  parseCfsQuota,
  parseCount,
  parseCpuMax,
  parseMemoryLimit,
  parseNamedCount,
} from '../../../src/machine/cgroups/files.ts';

test.each([
  ['50000 100000\n', 0.5],
  ['250000 100000', 2.5],
  ['20000\n', 0.2],
  ['max 100000\n', 'none'],
  ['max', 'none'],
  ['0 100000', 'unreadable'],
  ['50000 0', 'unreadable'],
  ['-1 100000', 'unreadable'],
  ['', 'unreadable'],
  ['a lot', 'unreadable'],
])('cpu.max %j is %j', (text, limit) => {
  expect(parseCpuMax(text)).toBe(limit);
});

test.each([
  ['50000\n', '100000\n', 0.5],
  ['-1\n', '100000\n', 'none'],
  ['0', '100000', 'unreadable'],
  ['50000', '0', 'unreadable'],
  ['50000', '', 'unreadable'],
  ['-2', '100000', 'unreadable'],
  ['', '100000', 'unreadable'],
])('a quota of %j in every %j is %j', (quota, period, limit) => {
  expect(parseCfsQuota(quota, period)).toBe(limit);
});

test.each([
  ['536870912\n', 536870912],
  ['max\n', 'none'],
  ['9223372036854771712\n', 'none'],
  ['0\n', 'unreadable'],
  ['-1\n', 'unreadable'],
  ['512M', 'unreadable'],
  ['', 'unreadable'],
])('a memory limit of %j is %j', (text, limit) => {
  expect(parseMemoryLimit(text)).toBe(limit);
});

test('counts are whole numbers and nothing else', () => {
  expect(parseCount('123\n')).toBe(123);
  expect([parseCount(''), parseCount('1.5'), parseCount('-1'), parseCount('12 34'), parseCount(undefined)]).toEqual(
    Array(5).fill(undefined),
  );
});

test('a named count is found only by its whole name', () => {
  const text = 'inactive_file_x 1\ntotal_inactive_file 2\ninactive_file 3\nbroken x\n';
  expect(parseNamedCount(text, 'inactive_file')).toBe(3);
  expect(parseNamedCount(text, 'total_inactive_file')).toBe(2);
  expect(parseNamedCount(text, 'broken')).toBeUndefined();
  expect(parseNamedCount(text, 'missing')).toBeUndefined();
  expect(parseNamedCount(undefined, 'inactive_file')).toBeUndefined();
});
