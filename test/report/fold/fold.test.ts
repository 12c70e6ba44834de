import { describe, expect, it } from 'vitest';
import { flakyIds, loadFigures, stepCount, timelineOf } from '../../../src/report/analysis/figures.ts';
import { junit } from '../../../src/report/data/junit.ts';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { jobSummary } from '../../../src/report/markdown/job-summary.ts';
import { taskReport } from '../../../src/report/markdown/task-report.ts';
import { busyTime, deferralCount, noWaits, type RunReport, waitedSoFar } from '../../../src/report/model/run.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { fc } from '../../suite/fast-check.ts';
import { criticalMemoryJournal } from '../critical-memory-journal.ts';
import { finalReport } from '../final-report.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, minute, mission, task } from '../journal-builder.ts';
import { cancelledJournal, failedJournal, gatedJournal, hostileJournal, successfulJournal } from '../journals.ts';
import { masterReport } from '../master-report.ts';
import { missionJson } from '../mission-json.ts';
import { retriedJournal } from '../retried-journal.ts';

const journals = [
  successfulJournal(),
  failedJournal(),
  cancelledJournal(),
  gatedJournal(),
  hostileJournal(),
  retriedJournal(),
  criticalMemoryJournal(),
];

function everyDocument(report: RunReport): string[] {
  return [
    masterReport(report),
    finalReport(report),
    missionJson(report),
    junit(report),
    jobSummary(report, { limitBytes: 100_000 }),
    ...[...report.tasks.keys()].map((id) => taskReport(report, id)),
  ];
}

describe('recordEvent', () => {
  it('folds the plan with its own figures', () => {
    const report = foldAll(successfulJournal());
    const { dynamic, staged, criticalPath, criticalTasks, saved } = timelineOf(report);
    expect([dynamic, staged, criticalPath].map((time) => time / minute)).toEqual([290, 395, 290]);
    expect(criticalTasks).toEqual(['L2.2.1', 'L3.ALL.1']);
    expect(saved).toBeCloseTo(26.58, 2);
    expect(stepCount(report)).toEqual({ done: 18, all: 18 });
    expect(report.counts).toMatchObject({ succeeded: 8, pending: 0, running: 0 });
    expect(report.finished).toBe(true);
  });

  it('has the declared load after each deployment, its maximum, mean and variance', () => {
    const report = foldAll(successfulJournal());
    const after = report.admissions.map(({ id, loadStep }) => [id, report.load.steps[loadStep ?? -1]?.load]);
    expect(Object.fromEntries(after)).toMatchObject({ 'L2.2.1': 100, 'L3.2.4.1': 80, 'L3.2.3.1': 57, 'L3.2.2.1': 30 });
    // 110 min at 100, 30 at 80, 45 at 57, 15 at 50, 30 at 30, 60 at 0.
    const mean = (110 * 100 + 30 * 80 + 45 * 57 + 15 * 50 + 30 * 30) / 290;
    const squares = (110 * 100 ** 2 + 30 * 80 ** 2 + 45 * 57 ** 2 + 15 * 50 ** 2 + 30 * 30 ** 2) / 290;
    const figures = loadFigures(report);
    expect(figures.maximum).toBe(100);
    expect(figures.mean).toBeCloseTo(mean, 6);
    expect(figures.variance).toBeCloseTo(squares - mean ** 2, 6);
  });

  it('uses the load at the end of an instant, whatever the order of events within it', () => {
    const builder = new JournalBuilder(mission([task('a', { load: 60 }), task('b', { needs: ['a'], load: 70 })]));
    builder
      .launch('a')
      .at(1000)
      .exit('a', 0, { exitCode: 0 })
      .trigger('b', 'a')
      .check()
      .admit('b')
      .end('a', 'succeeded');
    const report = foldAll(builder.at(2000).succeed('b').finish('succeeded'));
    expect(loadFigures(report).maximum).toBe(70);
    expect(report.load.steps).toEqual([
      { at: 0, load: 60, active: 1 },
      { at: 1000, load: 70, active: 1 },
      { at: 2000, load: 0, active: 0 },
    ]);
  });

  it('splits the wait by reason and counts the checks of each deferral', () => {
    const report = foldAll(gatedJournal());
    expect(report.tasks.get('L3.b')?.waited).toEqual({
      cpu: 10_000,
      memory: 595_000,
      slots: 0,
      load: 0,
      lock: 0,
      pool: 0,
      service: 0,
    });
    expect(report.decisions.map(({ id, verdict, reason, count }) => [id, verdict, reason, count])).toEqual([
      ['work', 'admitted', undefined, 1],
      ['L3.a', 'deferred', 'cpu', 2],
      ['L3.b', 'deferred', 'cpu', 2],
      ['L3.a', 'deferred', 'memory', 3],
      ['L3.b', 'deferred', 'memory', 4],
      ['L3.a', 'forced', undefined, 1],
      ['L3.b', 'admitted', undefined, 1],
    ]);
    expect(report.tasks.get('L3.a')?.forced).toBe(true);
  });

  it('counts an open wait until now', () => {
    const report = foldAll(gatedJournal().filter(({ at }) => at <= 15_000));
    const waiting = report.tasks.get('L3.a');
    if (waiting?.deferral === undefined) throw new Error('L3.a should wait');
    expect(waitedSoFar(report, waiting)).toMatchObject({ cpu: 5000, memory: 0 });
    expect(deferralCount(report, waiting.deferral.decision)).toBe(2);
  });

  it('repeated deferrals for the same reason stay one entry', () => {
    const builder = new JournalBuilder(mission([task('a')]));
    builder.trigger('a').check().defer(['a'], 'slots', '6 active, limit 6').at(10).check();
    const report = foldAll(builder.defer(['a'], 'slots', '6 active, limit 6').at(30).check().admit('a').events);
    expect(report.decisions.map(({ verdict, count }) => [verdict, count])).toEqual([
      ['deferred', 2],
      ['admitted', 1],
    ]);
    expect(report.tasks.get('a')?.waited.slots).toBe(30);
  });

  it('gives a stopped step the verdict of its task, even after exit code 0', () => {
    const builder = new JournalBuilder(mission([task('a', { steps: [{ run: 'one' }, { run: 'two' }] })]));
    builder.launch('a').at(100).stopping('a', 'timeout').at(120).exit('a', 0, { exitCode: 0 });
    const report = foldAll(builder.end('a', 'timed-out', 'too long').events);
    expect(report.tasks.get('a')?.steps.map(({ status }) => status)).toEqual(['timed-out', 'not-run']);
  });

  it('adds up the CPU time of the steps and keeps the peak of memory', () => {
    const builder = new JournalBuilder(mission([task('a', { steps: [{ run: 'one' }, { run: 'two' }] })]));
    const use = (cpuSeconds: number, memory: number) => ({ a: { cpuSeconds, memory } });
    builder.launch('a').at(1000).sample(10, 10, use(4, 100)).at(2000).sample(10, 10, use(3, 900));
    builder.at(2500).exit('a', 0, { exitCode: 0 }).advance('a', 1).at(3000).sample(10, 10, use(1, 200));
    expect(foldAll(builder.events).tasks.get('a')?.usage).toMatchObject({ cpuSeconds: 5, peakMemory: 900 });
  });

  it('uses the exact usage of an ended step, and samples for a running one', () => {
    const builder = new JournalBuilder(mission([task('a', { steps: [{ run: 'one' }, { run: 'two' }] })]));
    const use = (cpuSeconds: number, memory: number) => ({ a: { cpuSeconds, memory } });
    const exit = (step: number, exitCode: number, cpuSeconds: number, peakMemory?: number) =>
      builder.add({
        type: 'step-exited',
        at: 2500,
        id: 'a',
        step,
        exitCode,
        usage: { cpuSeconds, ...(peakMemory === undefined ? {} : { peakMemory }) },
      });
    const seen = () => foldAll(builder.events).tasks.get('a');
    builder.launch('a').at(1000).sample(10, 10, use(4, 100));
    exit(0, 0, 5, 700).advance('a', 1);
    expect(seen()?.usage).toMatchObject({ cpuSeconds: 5, peakMemory: 700 });
    builder.at(3000).sample(10, 10, use(5.5, 200));
    expect(seen()?.usage).toMatchObject({ cpuSeconds: 5.5, peakMemory: 700 });
    exit(1, 1, 1);
    expect(seen()?.usage).toMatchObject({ cpuSeconds: 6, peakMemory: 700 });
    builder.retry('a', 1, 'failure', 'exit code 1', 100).at(4000).relaunch('a', 2);
    exit(0, 0, 2, 300).advance('a', 1);
    exit(1, 0, 0.5);
    const last = seen();
    expect(last?.usage).toMatchObject({ cpuSeconds: 8.5, peakMemory: 700 });
    expect(last?.attemptList.map(({ usage }) => usage)).toEqual([
      { cpuSeconds: 6, peakMemory: 700 },
      { cpuSeconds: 2.5, peakMemory: 300 },
    ]);
  });

  it('a step that ended before the first sample has CPU time and unknown memory', () => {
    const builder = new JournalBuilder(mission([task('a')]));
    builder
      .launch('a')
      .at(9)
      .add({ type: 'step-exited', at: 9, id: 'a', step: 0, exitCode: 0, usage: { cpuSeconds: 0.01 } });
    expect(foldAll(builder.events).tasks.get('a')?.usage).toMatchObject({ cpuSeconds: 0.01 });
    expect(foldAll(builder.events).tasks.get('a')?.usage).not.toHaveProperty('peakMemory');
  });

  it('a second attempt keeps the first start and forgets the first end', () => {
    const builder = new JournalBuilder(mission([task('a')]));
    builder.launch('a').at(100).exit('a', 0, { exitCode: 1 }).end('a', 'failed', 'exit code 1', 0);
    const report = foldAll(builder.at(200).admit('a', { attempt: 2 }).at(300).succeed('a').events);
    const again = report.tasks.get('a');
    expect(again).toMatchObject({ status: 'succeeded', attempts: 2, started: 0, ended: 300, exitCode: 0 });
    expect([again?.reason, again?.failedStep, report.load.active]).toEqual([undefined, undefined, 0]);
    expect(report.counts).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('keeps the times, the waits and the reason of each attempt, and when the next one was due', () => {
    const report = foldAll(retriedJournal());
    const build = report.tasks.get('L2.1');
    expect(build?.attemptList).toEqual([
      {
        number: 1,
        started: 0,
        stopping: 5000,
        ended: 5100,
        status: 'timed-out',
        waited: noWaits(),
        reason: 'stopped after its timeout of 5 s',
        signal: 'SIGTERM',
        retry: { cause: 'timeout', until: 15_100 },
        logTail: 'waiting for a port …',
      },
      expect.objectContaining({ number: 2, started: 15_100, ended: 18_000, status: 'failed', exitCode: 1 }),
      { number: 3, started: 38_000, ended: 42_000, status: 'succeeded', waited: noWaits(), exitCode: 0 },
    ]);
    expect(build?.attemptList[1]?.results).toMatchObject({ tests: 10, failed: 1 });
    expect(build?.left?.results).toMatchObject({ tests: 10, failed: 0 });
    expect([flakyIds(report), build === undefined ? 0 : busyTime(report, build)]).toEqual([['L2.1'], 12_000]);
  });

  it('between two attempts nothing runs, and each launch has its own waits', () => {
    const builder = new JournalBuilder(mission([task('a', { load: 40 })]));
    builder.trigger('a').check().defer(['a'], 'slots', '6 active').at(10).check().admit('a');
    builder.at(30).exit('a', 0, { exitCode: 1 }).retry('a', 1, 'failure', 'it exited with code 1', 20);
    const pausing = foldAll(builder.events);
    expect(pausing.tasks.get('a')).toMatchObject({ status: 'backoff', since: 30, reason: 'it exited with code 1' });
    expect([pausing.load.active, pausing.load.now, pausing.counts.backoff]).toEqual([0, 0, 1]);
    builder.at(50).add({ type: 'requeued', at: 50, id: 'a', attempt: 2 }).check().defer(['a'], 'lock', 'lock x');
    const waited = foldAll(builder.at(57).check().admit('a', { attempt: 2 }).events).tasks.get('a');
    expect(waited?.attemptList.map((attempt) => attempt.waited)).toEqual([
      { ...noWaits(), slots: 10 },
      { ...noWaits(), lock: 7 },
    ]);
    expect(waited?.waited).toEqual({ ...noWaits(), slots: 10, lock: 7 });
  });

  it('a back-off can end without another launch', () => {
    const builder = new JournalBuilder(mission([task('a')]));
    builder.launch('a').at(30).exit('a', 0, { exitCode: 1 }).retry('a', 1, 'failure', 'it exited with code 1', 20);
    const report = foldAll(builder.at(40).end('a', 'cancelled', 'the mission was interrupted').events);
    expect(report.tasks.get('a')).toMatchObject({ status: 'cancelled', attempts: 1, ended: 40 });
    expect(report.tasks.get('a')?.attemptList[0]).toMatchObject({ status: 'failed', ended: 30 });
  });

  it('a test that is stopped with the task that it supports has not failed, nor has its step', () => {
    const watcher = foldAll(retriedJournal()).tasks.get('L3.2');
    expect([watcher?.status, watcher?.steps[0]?.status]).toEqual(['not-needed', 'cancelled']);
  });

  it('stays small over a very long run and keeps its peaks', () => {
    const builder = new JournalBuilder(mission([task('a')]));
    for (let second = 1; second <= 20_000; second += 1) builder.at(second * 1000).sample(second === 7777 ? 99 : 10, 20);
    const report = foldAll(builder.events);
    expect(report.readings.length).toBeLessThanOrEqual(4000);
    expect(report.readings.filter(({ band }) => band === 'RED')).toHaveLength(1);
    expect(report.cpu.cpuArea / report.cpu.cpuTime).toBeCloseTo(10 + 89 / 20_000, 6);
  });

  it('and every document accept every prefix of every journal, and the same events give the same bytes', () => {
    for (const events of journals) {
      const report = emptyReport();
      expect(() => everyDocument(report)).not.toThrow();
      for (const event of events) {
        recordEvent(report, event);
        for (const text of everyDocument(report)) expect(text).not.toMatch(/undefined|NaN|\[object/);
      }
      expect(everyDocument(report)).toEqual(everyDocument(foldAll(events)));
    }
  });

  it('accepts events in any order and with unknown ids', () => {
    const events: Event[] = journals.flat();
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (some) => {
        const report = foldAll(some);
        expect(() => everyDocument(report)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});
