import { expect, test } from 'vitest';
import { learnOverhead } from '../../src/history/learn-overhead.ts';
import { type HistoryLine, parseLine, printLine } from '../../src/history/line.ts';

function line(overhead: number | undefined, mission = 'CI'): HistoryLine {
  return {
    mission,
    run: '2026-01-02T03:04:05.000Z',
    task: 'unit',
    status: 'succeeded',
    duration: 1000,
    attempts: 1,
    commands: 'c',
    ...(overhead === undefined ? {} : { overhead }),
  };
}

test('the overhead of runners is the median of the newest 30 jobs of the mission', () => {
  const old = Array.from({ length: 20 }, () => line(900_000));
  const jobs = Array.from({ length: 30 }, (_, index) => line(20_000 + index));
  const lines = [...old, line(1, 'Other'), ...jobs, line(undefined)];
  expect(learnOverhead(lines, 'CI')).toEqual({ overhead: 20_015, jobs: 30 });
});

test('it is unknown if no line has one', () => {
  expect(learnOverhead([line(undefined), line(1, 'Other')], 'CI')).toBeUndefined();
});

test('a line keeps the overhead, and one without it stays readable', () => {
  expect(parseLine(printLine(line(31_000)))).toEqual(line(31_000));
  expect(parseLine(printLine(line(undefined)))?.overhead).toBeUndefined();
  expect(parseLine(printLine(line(-5)))?.overhead).toBeUndefined();
});
