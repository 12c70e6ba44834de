import { describe, expect, it, test } from 'vitest';
import { billedMinutes } from '../../../../src/base/billed-minutes.ts';
import { costOfJobs, costOfOneJob, JOB_SET_UP } from '../../../../src/report/analysis/cost/cost.ts';
import { runCost } from '../../../../src/report/analysis/cost/run-cost.ts';
import { jobSummary } from '../../../../src/report/markdown/job-summary.ts';
import { costTable } from '../../../../src/report/sections/cost.ts';
import { buildMission, MINUTE, task } from '../../../build-mission.ts';
import { fc } from '../../../suite/fast-check.ts';
import { foldAll } from '../../fold-all.ts';
import { cancelledJournal, successfulJournal } from '../../journals.ts';
import { resumedJournal } from '../../resumed-journal.ts';
import { retriedJournal } from '../../retried-journal.ts';

test.each([
  [0, 1],
  [1, 1],
  [60_000, 1],
  [60_001, 2],
  [3_600_000, 60],
])('a job of %d ms is billed as %d minutes', (duration, minutes) => {
  expect(billedMinutes(duration)).toBe(minutes);
});

describe('one job for each task', () => {
  const mission = buildMission({ tasks: [task('a'), task('b', { needs: ['a'] }), task('c')] });

  it('bills each with its set-up, and takes the longest chain of jobs', () => {
    const alone = new Map([
      ['a', 40_000],
      ['b', 10_000],
      ['c', 55_000],
    ]);
    // 65 s, 35 s and 80 s.
    expect(costOfJobs(mission, alone)).toEqual({ jobs: 3, minutes: 2 + 1 + 2, time: 100_000 });
  });

  it('has no job for a task that did not run', () => {
    expect(costOfJobs(mission, new Map([['c', 1000]]))).toEqual({ jobs: 1, minutes: 1, time: JOB_SET_UP + 1000 });
  });

  it('is never cheaper than a minute for each job, nor than the same work without any set-up', () => {
    const durations = fc.array(fc.nat(10 * MINUTE), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(durations, (each) => {
        const ids = each.map((_, index) => `t${index}`);
        const { jobs, minutes, time } = costOfJobs(
          buildMission({
            tasks: ids.map((id, index) => task(id, { needs: index % 3 === 0 ? [] : [`t${index - 1}`] })),
          }),
          new Map(ids.map((id, index) => [id, each[index] ?? 0])),
        );
        expect(jobs).toBe(each.length);
        expect(minutes).toBeGreaterThanOrEqual(jobs);
        expect(minutes * MINUTE).toBeGreaterThanOrEqual(each.reduce((sum, one) => sum + one + JOB_SET_UP, 0));
        expect(time).toBeGreaterThanOrEqual(Math.max(...each) + JOB_SET_UP);
      }),
    );
  });
});

describe('the cost of a run', () => {
  it('is that of one job, beside one job for each task', () => {
    const report = foldAll(successfulJournal());
    const cost = runCost(report);
    expect(cost?.run).toEqual(costOfOneJob(report.duration));
    expect(cost?.jobs.jobs).toBe(8);
    expect(cost?.jobs.minutes).toBeGreaterThan(cost?.run.minutes ?? Infinity);
  });

  it('counts every attempt of a task, because a job repeats them all', () => {
    const report = foldAll(retriedJournal());
    const retried = report.tasks.get('L2.1');
    expect(retried?.attemptList).toHaveLength(3);
    const all = runCost(report)?.jobs.time ?? 0;
    if (retried !== undefined) retried.attemptList = retried.attemptList.slice(2);
    expect(runCost({ ...report })?.jobs.time).toBeLessThan(all);
  });

  it('is unknown for a run that was cancelled or resumed, or that still goes on', () => {
    expect(runCost(foldAll(cancelledJournal()))).toBeUndefined();
    expect(runCost(foldAll(resumedJournal()))).toBeUndefined();
    expect(runCost(foldAll(successfulJournal().slice(0, -1)))).toBeUndefined();
  });

  it('has a row for several runners only if they are handed in', () => {
    const report = foldAll(successfulJournal());
    expect(costTable(report)?.rows).toHaveLength(2);
    const rows = [...(costTable(report, { jobs: 3, minutes: 9, time: 100_000 })?.rows ?? [])];
    expect(rows[2]?.slice(0, 3)).toEqual([
      { type: 'text', text: 'On 3 runners' },
      expect.objectContaining({ value: 3 }),
      expect.objectContaining({ value: 9 }),
    ]);
  });

  it('is in the job summary', () => {
    const text = jobSummary(foldAll(successfulJournal()), { limitBytes: 100_000 });
    expect(text).toMatch(/\| One job for each task +\| +8 \| +\d+ \|/);
    expect(text).toContain('Each job is assumed to take 25 s before its first task');
  });
});
