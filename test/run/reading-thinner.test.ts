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

it('keeps one reading in five seconds while the usage of tasks is repeated, and the first with another one', () => {
  const keeps = readingThinner();
  const usages = [{ a: { cpuSeconds: 1, memory: 1 } }, { a: { cpuSeconds: 2, memory: 1 } }];
  const times = Array.from({ length: 20 }, (_, second) => 1000 * (second + 1));
  const kept = times.filter((to) => {
    const usage = usages[to <= 13_000 ? 0 : 1];
    return keeps({ from: to - 1000, to, cpu: 1, ...(usage === undefined ? {} : { usage }) });
  });
  expect(kept).toEqual([1000, 6000, 11_000, 14_000, 19_000]);
});

it('F242 keeps a reading in which a task has clearly more threads that could run than in those before', () => {
  const keeps = readingThinner();
  const counts = [0, 4, 5, 6, 6, 9, 100, 100];
  const isKept = counts.map((runnable, index) => {
    const usage = { a: { cpuSeconds: 1, memory: 1, ...(runnable === 0 ? {} : { runnable }) } };
    return keeps({ from: index, to: index + 1, usage });
  });
  expect(counts.filter((_, index) => isKept[index])).toEqual([0, 4, 6, 9, 100]);
});
