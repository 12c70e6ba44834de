import { describe, expect, it } from 'vitest';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { progressLines, statusLine } from '../../../src/report/lines/progress-lines.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { criticalMemoryJournal } from '../critical-memory-journal.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';
import { cancelledJournal } from '../journals.ts';
import { retriedJournal } from '../retried-journal.ts';

function linesOf(events: readonly Event[]): string[] {
  const report = emptyReport();
  return events.flatMap((event) => {
    recordEvent(report, event);
    return progressLines(event, report);
  });
}

describe('progressLines', () => {
  const lines = linesOf(retriedJournal()).map((line) => line.trim());

  it('name an attempt that ended and the one that follows', () => {
    expect(lines).toContain('0:05.1  ↻ L2.1 Build timed out: stopped after its timeout of 5 s; attempt 2 of 3 in 10 s');
    expect(lines).toContain('0:15.1  ▶ L2.1 Build (attempt 2 of 3)');
    expect(lines).toContain(
      '0:18.0  ↻ L2.1 Build failed: step 2 “Unit tests” exited with code 1; attempt 3 of 3 in 20 s',
    );
    expect(lines).toContain('0:42.0  ✔ L2.1 Build succeeded at attempt 3 of 3 in 42 s');
  });

  it('name the start, failure and end of services, each end once', () => {
    expect(lines.filter((line) => line.includes('◆'))).toEqual([
      '0:42.0  ◆ service api The API starting (needed by L3.1 (chrome, 24))',
      '0:42.0  ◆ service db starting (needed by L3.3)',
      '0:43.2  ◆ service api The API ready after 1.2 s',
      '0:52.0  ◆ service db failed: not ready within 10 s: nothing accepts connections at 127.0.0.1:5432',
      '1:00.2  ◆ service api The API stopped after 18.2 s',
    ]);
  });

  it('give the reason why a service that exits by itself has failed', () => {
    const events = retriedJournal().filter(({ at }) => at < 50_000);
    const exited: Event = { type: 'service-exited', at: 50_000, id: 'api', exitCode: 3, logTail: '' };
    expect(
      linesOf([...events, exited])
        .at(-1)
        ?.trim(),
    ).toBe('0:50.0  ◆ service api The API failed: it exited with code 3 while it was needed');
  });

  it('say that a test is stopped with the task that it supports', () => {
    expect(lines).toContain('0:42.0  ■ L3.2 Watcher: asked to stop (not needed any more)');
    expect(lines).toContain('0:42.3  – L3.2 Watcher not needed in 42.3 s: stopped when L2.1 had ended');
  });
});

it('statusLine names tasks between two attempts and tasks that wait for a service', () => {
  const until = (at: number) => foldAll(retriedJournal().filter((event) => event.at <= at));
  expect(statusLine(until(18_000), 20_000)).toContain('… L3.2 running · L2.1 waiting for another attempt · CPU');
  expect(statusLine(until(42_300), 42_300)).toContain('L3.1 (chrome, 24) and L3.3 waiting for service');
});

describe('a run in which memory was critical', () => {
  const lines = linesOf(criticalMemoryJournal()).map((line) => line.trim());

  it('has a line for each pause, its end and each eviction, with the figures and what follows', () => {
    const figures = 'memory of the container of 6 GiB was 96.2 %, critical is 95 %, while it used 1.7 GiB';
    expect(lines).toContain(`0:02.4  ⏸ L2.3 Video is paused: ${figures} and grew by 307.2 MiB`);
    expect(lines).toContain('0:04.0  ▶ L2.2 Thumbnails continues: memory was 80 %, below its limit of 85 %');
    expect(lines.find((line) => line.includes('was evicted'))).toMatch(
      /It is queued again, and runs with nothing beside it$/,
    );
    expect(lines).toContain('0:15.0  ✔ L2.3 Video succeeded in 11.8 s, 5 s of it after an eviction');
  });

  it('names paused tasks apart from those that run, and the container of a figure, in the status line', () => {
    const report = foldAll(criticalMemoryJournal().filter(({ at }) => at <= 3_000));
    expect(statusLine(report, 3_000)).toContain(
      '… L2.1 and L2.4 running · L2.2 and L2.3 paused, because memory is critical · CPU 60 %, memory 96.2 %, RED (memory limit 85 %)',
    );
  });
});

it('F307 name in one line what an interrupt never started, at the end', () => {
  const lines = linesOf(cancelledJournal()).map((line) => line.trim());
  expect(lines.filter((line) => line.includes('L3.'))).toEqual([
    expect.stringContaining('L3.unit waits for CPU'),
    '0:05.6  – never started: L3.unit and L3.end',
  ]);
  expect(lines.filter((line) => line.includes('– build'))).toHaveLength(1);
});

it('name two of many tasks, and count the rest', () => {
  const ids = Array.from({ length: 7 }, (_, index) => `t${index}`);
  const of = (count: number): string => {
    const builder = new JournalBuilder(mission(ids.map((id) => task(id))));
    for (const id of ids) builder.trigger(id);
    builder.check().defer(ids.slice(0, count), 'cpu', 'CPU 90 %, limit 75 %');
    return statusLine(foldAll(builder.events), 1000);
  };
  expect(of(3)).toContain('t0, t1 and t2 waiting for CPU');
  expect(of(4)).toContain('t0, t1 and 2 more waiting for CPU');
  expect(of(7)).toContain('t0, t1 and 5 more waiting for CPU');
});
