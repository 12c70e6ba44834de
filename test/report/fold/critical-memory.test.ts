import { describe, expect, it } from 'vitest';
import { recordRun } from '../../../src/history/record-run.ts';
import { flakyIds } from '../../../src/report/analysis/figures.ts';
import { measuredRun } from '../../../src/report/analysis/measured-run.ts';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { progressLines } from '../../../src/report/lines/progress-lines.ts';
import {
  attemptDuration,
  busyTime,
  durationOf,
  type RunReport,
  type TaskReport,
} from '../../../src/report/model/run.ts';
import { evictionsText, memoryText, pausesText } from '../../../src/report/words/memory-text.ts';
import { tookOf, withoutPauses } from '../../../src/simulate/measured/measured-attempt.ts';
import { criticalMemoryJournal } from '../critical-memory-journal.ts';
import { foldAll } from '../fold-all.ts';

function taskIn(report: RunReport, id: string): TaskReport {
  const found = report.tasks.get(id);
  if (found === undefined) throw new Error(`no ${id} in the report`);
  return found;
}

describe('a run in which memory was critical', () => {
  const report = foldAll(criticalMemoryJournal());
  const thumbnails = taskIn(report, 'L2.2');
  const video = taskIn(report, 'L2.3');

  it('F221: durations are without pauses', () => {
    // From 0.1 s to 9.5 s, paused from 2.4 s to 4 s and from 4.9 s to 5.7 s.
    expect(durationOf(report, thumbnails)).toBe(7_000);
    expect(busyTime(report, thumbnails)).toBe(7_000);
    expect(video.attemptList.map((attempt) => attemptDuration(report, attempt))).toEqual([2_250, 5_000]);
    const lines = recordRun(report, new Map(), undefined);
    expect(lines.map(({ task, duration, attempts }) => [task, duration, attempts])).toEqual([
      ['L2.1', 9_000, 1],
      ['L2.2', 7_000, 1],
      ['L2.3', 5_000, 1],
      ['L2.4', 9_700, 1],
      ['L3.1', 1_000, 1],
    ]);
  });

  it('an open pause counts until now', () => {
    const open = foldAll(criticalMemoryJournal().filter(({ at }) => at <= 3_400));
    expect(durationOf(open, taskIn(open, 'L2.2'))).toBe(2_300);
    expect(memoryText(open)).toMatch(/^2 tasks were paused for /);
  });

  it('F222: an evicted launch is neither an attempt nor flaky, and the launch that repeats it has the same number', () => {
    expect(video.attempts).toBe(1);
    expect(video.attemptList.map(({ number, status }) => [number, status])).toEqual([
      [1, 'evicted'],
      [1, 'succeeded'],
    ]);
    expect(flakyIds(report)).toEqual([]);
  });

  it('F231: the ledger has each pause, continuation and eviction, with memory and the reason', () => {
    const entries = report.decisions.filter(({ count }) => count === 0);
    expect(entries.map(({ at, id, verdict, memory }) => [at, id, verdict, memory])).toEqual([
      [2_400, 'L2.3', 'paused', 96.2],
      [2_400, 'L2.2', 'paused', 96.2],
      [4_000, 'L2.2', 'continued', 80],
      [4_900, 'L2.2', 'paused', 97],
      [5_450, 'L2.3', 'evicted', 97],
      [5_700, 'L2.2', 'continued', 70],
    ]);
    expect(entries.every(({ detail }) => detail !== undefined)).toBe(true);
  });

  it('says in one sentence what happened to a task, and to all', () => {
    expect(pausesText(report, thumbnails)).toBe('2 times for 2.4 s because memory was 97 %');
    expect(pausesText(report, taskIn(report, 'L2.1'))).toBe('');
    expect(evictionsText(video)).toBe('once because memory was 97 %');
    expect(memoryText(report)).toBe(
      '2 tasks were paused for 5.4 s, and 1 was evicted (stopped, to run again with nothing beside it), because memory of the container of 6 GiB reached 97 % (critical: 95 %)',
    );
    expect(memoryText(emptyReport())).toBe('');
  });

  it('F220: the log has a line for each', () => {
    const folded = emptyReport();
    const lines = criticalMemoryJournal().flatMap((event) => {
      recordEvent(folded, event);
      return progressLines(event, folded).map((line) => line.trim());
    });
    const figures =
      'memory of the container of 6 GiB was 97 %, critical is 95 %, while it used 1.7 GiB and grew by 307.2 MiB';
    expect(lines).toContain('0:04.0  ▶ L2.2 Thumbnails continues: memory was 80 %, below its limit of 85 %');
    expect(lines).toContain('0:05.4  ■ L2.3 Video: asked to stop (memory is critical)');
    expect(lines).toContain(
      `0:05.5  ↻ L2.3 Video was evicted because ${figures}. It is queued again, and runs with nothing beside it`,
    );
    expect(lines.filter((line) => line.includes(' is paused: '))).toHaveLength(3);
  });

  it('a replay gets launches without pauses, and does not repeat the evicted one', () => {
    const replayable = measuredRun(report);
    if (replayable.type !== 'measured') throw new Error(replayable.message);
    const measured = replayable.run.tasks.get('L2.3');
    expect(measured?.attempts.map(tookOf)).toEqual([5_000]);
    expect(measured?.evicted?.map(({ started, ended }) => [started, ended])).toEqual([[200, 5_450]]);
    const paused = replayable.run.tasks.get('L2.2')?.attempts[0];
    if (paused === undefined) throw new Error('L2.2 has no attempt');
    expect(tookOf(paused)).toBe(7_000);
    const without = withoutPauses(paused);
    expect([without.started, without.ended, tookOf(without)]).toEqual([100, 7_100, 7_000]);
    expect(without.use.map(({ at }) => at)).toEqual([2_000, 2_400, 2_400, 3_300, 3_300]);
  });
});
