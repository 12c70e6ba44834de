import { describe, expect, test } from 'vitest';
import { pauseWith } from '../../../src/process/logs/keeper.ts';

const GiB = 1024 ** 3;

describe('the next check of the disk', () => {
  test('is half a second away if little is left, else a second', () => {
    expect([3, 5, 100].map((left) => pauseWith(left * GiB, 0, 0))).toEqual([500, 1_000, 1_000]);
  });
  test('F585 may be later while the machine rests, but not so late that a fast disk could be full before it', () => {
    expect([3, 5, 19, 21].map((left) => pauseWith(left * GiB, 0, 5_000))).toEqual([500, 1_000, 1_000, 5_000]);
    expect(pauseWith(11 * GiB, 0, 2_500)).toBe(2_500);
  });
  test('is half a second away while space is used, unless the machine rests: then another program uses it', () => {
    const MiB = 2 ** 20;
    expect([0, 0.9, 1, 500].map((used) => pauseWith(100 * GiB, used * MiB, 0))).toEqual([1_000, 1_000, 500, 500]);
    expect([3, 5, 100].map((left) => pauseWith(left * GiB, 500 * MiB, 5_000))).toEqual([500, 1_000, 5_000]);
  });
});
