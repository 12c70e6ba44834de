import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lengthTogether, nearTogether, repeatTogether, untilTogether } from '../../src/base/together.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the next multiple of a period is at most a period away, and never now', () => {
  expect([0, 1, 999, 1000, 1000.9, 1499.5].map((now) => untilTogether(1000, now))).toEqual([
    1000, 999, 1, 1000, 1000, 501,
  ]);
});

test('a length that may be half a period longer or shorter ends at the nearest multiple', () => {
  const ends = [0, 0.9, 1, 2499, 2500, 4999.5, 5000].map((now) => Math.floor(now) + nearTogether(10_000, 5_000, now));
  expect(ends).toEqual([10_000, 10_000, 10_000, 10_000, 15_000, 15_000, 15_000]);
});

test('checks that were begun at different times are made in the same millisecond', () => {
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name} ${Math.floor(performance.now())}`);
  vi.advanceTimersByTime(1003);
  const ends = [repeatTogether(500, note('a'))];
  vi.advanceTimersByTime(70);
  ends.push(repeatTogether(1000, note('b')));
  vi.advanceTimersByTime(1500);
  expect(new Set(seen)).toEqual(new Set(['a 1500', 'a 2000', 'b 2000', 'a 2500']));
  for (const end of ends) end();
  vi.advanceTimersByTime(5000);
  expect(seen).toHaveLength(4);
  expect(vi.getTimerCount()).toBe(0);
});

test('checks are made less often while the machine rests', () => {
  const seen: number[] = [];
  let rest = 0;
  const end = repeatTogether(
    1000,
    () => seen.push(Math.floor(performance.now())),
    () => rest,
  );
  vi.advanceTimersByTime(2000);
  rest = 2500;
  vi.advanceTimersByTime(6000);
  rest = 0;
  vi.advanceTimersByTime(4000);
  expect(seen.map((at) => at % 1000)).toEqual(seen.map((at) => (at % 2500 === 0 ? at % 1000 : 0)));
  expect(seen.slice(1).map((at, index) => at - (seen[index] ?? 0))).toContain(2500);
  expect(seen.slice(-2).map((at, index) => at - (seen.at(index - 3) ?? 0))).toEqual([1000, 1000]);
  end();
});

test('periods that follow each other end together with other checks after two of them, and are never longer', () => {
  for (let start = 0; start < 1000; start += 1) {
    let at = start;
    for (const position of [1, 2, 3]) {
      const length = lengthTogether(1000, at);
      expect(length).toBeGreaterThan(333);
      expect(length).toBeLessThanOrEqual(1000);
      // Each timer rings 2 ms late.
      at += length + 2;
      if (position >= 2) expect(at % 1000).toBe(2);
    }
  }
});
