import { describe, expect, test } from 'vitest';
import { pauseWith } from '../../../src/process/logs/keeper.ts';

const GiB = 1024 ** 3;

describe('while no log grows, the next check of the disk', () => {
  test('is half a second away if little is left, else a second', () => {
    expect([3, 5, 100].map((left) => pauseWith(left * GiB, 0))).toEqual([500, 1_000, 1_000]);
  });
  test('F585 may be later while the machine rests, but not so late that a fast disk could be full before it', () => {
    expect([3, 5, 19, 21].map((left) => pauseWith(left * GiB, 5_000))).toEqual([500, 1_000, 1_000, 5_000]);
    expect(pauseWith(11 * GiB, 2_500)).toBe(2_500);
  });
});
