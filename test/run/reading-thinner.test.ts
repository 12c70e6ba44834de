import { expect, it } from 'vitest';
import { readingThinner } from '../../src/run/reading-thinner.ts';

function kept(seconds: number, window: number): number[] {
  const keeps = readingThinner();
  const times: number[] = [];
  for (let to = window; to <= seconds * 1_000; to += window) {
    if (keeps({ from: to - window, to, cpu: 1, memory: 1 })) times.push(to);
  }
  return times;
}

it('keeps at most one reading per second of a short run', () => {
  expect(kept(100, 1_000)).toHaveLength(100);
  expect(kept(100, 250).length).toBeLessThanOrEqual(112);
  expect(kept(100, 5_000)).toHaveLength(20);
});

it('keeps fewer than 2,000 readings of a week, including its end', () => {
  const week = kept(7 * 24 * 3_600, 1_000);
  expect(week.length).toBeLessThan(2_000);
  expect(week.at(-1)).toBeGreaterThan(6.9 * 24 * 3_600_000);
});
