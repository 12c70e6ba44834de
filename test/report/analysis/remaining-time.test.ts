import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../../src/report/analysis/remaining-time.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, minute, mission, task } from '../journal-builder.ts';
import { successfulJournal } from '../journals.ts';

function remainingAt(events: readonly Event[], now: number): number | undefined {
  const report = foldAll(events.filter(({ at }) => at <= now));
  return forecastOf(report).remaining(report, now);
}

describe('forecastOf', () => {
  it('follows the critical path of the plan to its end', () => {
    const events = successfulJournal();
    expect(remainingAt(events, 0)).toBe(290 * minute);
    expect(remainingAt(events, 100 * minute)).toBe(190 * minute);
    expect(remainingAt(events, 140 * minute)).toBe(150 * minute);
    expect(remainingAt(events, 230 * minute)).toBe(60 * minute);
    expect(remainingAt(events, 280 * minute)).toBe(10 * minute);
  });

  it('keeps the time of what follows a task that takes longer than expected', () => {
    const builder = new JournalBuilder(
      mission([task('a', { expect: 1000 }), task('b', { needs: ['a'], expect: 5000 })]),
    );
    builder.launch('a');
    expect(remainingAt(builder.events, 400)).toBe(5600);
    expect(remainingAt(builder.events, 60_000)).toBe(5000);
  });

  it('includes the limits of workers and declared load for many short tasks', () => {
    const many = Array.from({ length: 60 }, (_, index) => task(`t${index}`, { expect: 1000 }));
    expect(remainingAt(new JournalBuilder(mission(many)).events, 0)).toBe(10_000);
    const heavy = many.map((one) => ({ ...one, load: 50 }));
    expect(remainingAt(new JournalBuilder(mission(heavy)).events, 0)).toBe(30_000);
  });

  it('includes learned demand: the CPUs are shared', () => {
    const many = Array.from({ length: 60 }, (_, index) => task(`t${index}`));
    const report = foldAll(new JournalBuilder(mission(many)).events);
    const known = { expect: 1000, low: 1000, high: 1000, runs: 5, last: [1000], flakiness: { runs: 5, flaky: 0 } };
    const withDemand = (cpus: number) => ({
      ...report,
      predictions: Object.fromEntries(many.map(({ id }) => [id, { ...known, demand: { cpus, runs: 5 } }])),
    });
    const remaining = (cpus: number) => forecastOf(withDemand(cpus)).remaining(report, 0);
    // A minute of two CPUs, on four.
    expect(remaining(2)).toBe(30_000);
    expect(remaining(0.1)).toBe(10_000);
    const off = { ...report.mission, admission: { ...report.mission.admission, learn: false } };
    expect(forecastOf({ ...withDemand(2), mission: off }).remaining(report, 0)).toBe(10_000);
  });

  it('is that of a schedule in which tasks share the CPUs and wait for each other', () => {
    const tasks = ['a', 'b', 'c'].map((id) => task(id, { load: 100, expect: 1000, locks: ['one'] }));
    const builder = new JournalBuilder(mission([...tasks, task('z', { expect: 5000, needs: ['c'] })]));
    builder.launch('a');
    // The half of a second that is left of a, then c, then z beside b.
    expect(remainingAt(builder.events, 500)).toBe(6500);
  });

  it('counts down between two looks at the same tasks', () => {
    const builder = new JournalBuilder(
      mission([task('a', { expect: 9000 }), task('b', { expect: 3000, needs: ['a'] })]),
    );
    const report = foldAll(builder.launch('a').events);
    const forecast = forecastOf(report);
    expect(forecast.remaining(report, 1000)).toBe(11_000);
    expect(forecast.remaining(report, 1400)).toBe(10_600);
    expect(forecast.remaining(report, 4000)).toBe(8000);
  });

  it('counts a back-off and the attempt after it', () => {
    const builder = new JournalBuilder(mission([task('a', { expect: 4000 })]));
    builder.launch('a').at(1000).retry('a', 1, 'failure', 'it failed', 3000);
    expect(remainingAt(builder.events, 2000)).toBe(6000);
  });

  it('adds nothing for a test that is stopped with the task that it supports', () => {
    const watched = mission([
      task('work', { expect: 2000 }),
      task('L3.watch', { supports: 'work', deploy: 'while-running', expect: 600_000 }),
    ]);
    expect(remainingAt(new JournalBuilder(watched).launch('work').launch('L3.watch').events, 500)).toBe(1500);
  });

  it('is undefined if nothing is known, or if the run is being stopped', () => {
    const unknown = new JournalBuilder(mission([task('a'), task('b')])).launch('a').events;
    expect(remainingAt(unknown, 100)).toBeUndefined();
    expect(forecastOf(foldAll(unknown)).expected('a')).toBeUndefined();
    const stopped: Event[] = [...successfulJournal().slice(0, 20), { type: 'interrupted', at: 100, signal: 'SIGINT' }];
    expect(remainingAt(stopped, 100)).toBeUndefined();
    const known = foldAll(new JournalBuilder(mission([task('a', { expect: 7 }), task('b')])).events);
    expect(forecastOf(known).expected('b')).toBe(7);
  });
});
