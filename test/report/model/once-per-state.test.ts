import { expect, it } from 'vitest';
import { recordEvent } from '../../../src/report/fold/fold.ts';
import { oncePerState } from '../../../src/report/model/once-per-state.ts';
import { foldAll } from '../fold-all.ts';
import { successfulJournal } from '../journals.ts';

it('computes a figure once for each state of a report, and again after each event', () => {
  const states: number[] = [];
  const figure = oncePerState(({ events, degraded }) => {
    states.push(events);
    return degraded.length;
  });
  const journal = successfulJournal();
  const report = foldAll(journal);
  expect([figure(report), figure(report)]).toEqual([0, 0]);
  expect(states).toEqual([journal.length]);

  recordEvent(report, { type: 'degraded', at: report.duration, message: 'the disk is full' });
  expect([figure(report), figure(report)]).toEqual([1, 1]);
  expect(states).toEqual([journal.length, journal.length + 1]);
});

it('computes a figure again for another report in the same state', () => {
  const duration = oncePerState((report) => report.duration);
  const report = foldAll(successfulJournal());
  expect(duration(report)).toBe(report.duration);
  expect(duration({ ...report, duration: 5 })).toBe(5);
});
