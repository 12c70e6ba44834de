import { describe, expect, it } from 'vitest';
import { measuredJobs } from '../../../../src/report/analysis/measured-jobs.ts';
import { measuredRun } from '../../../../src/report/analysis/measured-run.ts';
import { serviceShares, sharedUntil } from '../../../../src/report/analysis/services/shares.ts';
import { attemptSolo } from '../../../../src/report/analysis/solo.ts';
import type { AttemptReport } from '../../../../src/report/model/attempt.ts';
import type { RunReport } from '../../../../src/report/model/run.ts';
import type { Usage } from '../../../../src/schedule/events/reading.ts';
import { wholeUse } from '../../../../src/simulate/machine/profile.ts';
import { service } from '../../../build-mission.ts';
import { fc } from '../../../suite/fast-check.ts';
import { mission, task } from '../../journal-builder.ts';
import { type Played, runWith } from '../bounds/run-with.ts';

const usesDatabase = { services: ['db'] };
const withDatabase = mission([task('A', usesDatabase), task('B', usesDatabase), task('other')], {
  services: [service('db')],
});

function use(cpuSeconds: number, waited?: number): Usage {
  return { cpuSeconds, memory: 0, ...(waited === undefined ? {} : { waited }) };
}

/** The database is ready after a second, of which it used 0.9. */
function begin(run: Played): void {
  run.trigger('A').trigger('B').trigger('other');
  run.add({ type: 'service-starting', at: 0, id: 'db', by: 'A' });
  run
    .at(1000)
    .add({ type: 'service-ready', at: 1000, id: 'db' })
    .sample(50, 0, { db: use(0.9, 0) });
}

function end(run: Played, at: number, cpuSeconds: number, waited = 0): void {
  run.add({ type: 'service-stopping', at, id: 'db' });
  run.add({ type: 'service-exited', at, id: 'db', exitCode: 0, usage: { cpuSeconds, waited }, logTail: '' });
}

function attemptOf(report: RunReport, id: string): AttemptReport {
  const attempt = report.tasks.get(id)?.attemptList.at(-1);
  if (attempt === undefined) throw new Error(`expected an attempt of ${id}`);
  return attempt;
}

function shareOf(report: RunReport, id: string): { readonly cpuSeconds: number; readonly waited: number } | undefined {
  return serviceShares(report).get(attemptOf(report, id));
}

describe('F431 the use of a service', () => {
  it('is divided among the tasks that use it and run, in proportion to their own CPU time', () => {
    const report = runWith(withDatabase, (run) => {
      begin(run);
      run.at(1000).admit('A').admit('B').admit('other');
      run.at(2000).sample(90, 0, { db: use(1.9, 0.4), A: use(0.6), B: use(0.2), other: use(5) });
      run.done('A', 3000, { cpuSeconds: 0.6 });
      // Only B is left.
      run.at(3000).sample(90, 0, { db: use(2.3, 0.4), A: use(0.6), B: use(0.4), other: use(5) });
      run.at(4000).sample(90, 0, { db: use(2.8, 0.6), B: use(0.4), other: use(6) });
      run.done('B', 4000, { cpuSeconds: 0.4 }).done('other', 4000, { cpuSeconds: 6 });
      end(run, 4000, 2.8, 0.6);
    });
    // Start-up is the share of no task.
    expect(shareOf(report, 'A')?.cpuSeconds).toBeCloseTo(0.75, 6);
    expect(shareOf(report, 'A')?.waited).toBeCloseTo(0.3, 6);
    expect(shareOf(report, 'B')?.cpuSeconds).toBeCloseTo(0.25 + 0.4 + 0.5, 6);
    expect(shareOf(report, 'B')?.waited).toBeCloseTo(0.1 + 0.2, 6);
    expect(shareOf(report, 'other')).toBeUndefined();
  });

  it('is divided equally if they used no CPU time themselves, and by the time in which they ran', () => {
    const report = runWith(withDatabase, (run) => {
      begin(run);
      run.at(1000).admit('A');
      run.at(1500).admit('B');
      run.at(2000).sample(90, 0, { db: use(1.5), A: use(0), B: use(0) });
      run.done('A', 2000, { cpuSeconds: 0 }).done('B', 2000, { cpuSeconds: 0 }).at(2000);
      end(run, 2000, 1.5);
    });
    expect(shareOf(report, 'A')?.cpuSeconds).toBeCloseTo(0.4, 6);
    expect(shareOf(report, 'B')?.cpuSeconds).toBeCloseTo(0.2, 6);
  });

  it('is a part of what its tasks want: of their profiles, of a replay and of its floor', () => {
    const report = runWith(withDatabase, (run) => {
      begin(run);
      run.at(1000).admit('A');
      run.at(2000).sample(90, 0, { db: use(1.3, 0.2), A: use(0.5, 0) });
      run.at(3000).sample(90, 0, { db: use(1.7, 0.4), A: use(1, 0) });
      // The task computes for one second, and waits for the database for one. Of its waits for a CPU, only 0.2 s fit in there.
      run.done('A', 3000, { cpuSeconds: 1, waited: 0, delayed: 0, idle: 1, parallelism: 1 }).at(3000);
      end(run, 3000, 1.7, 0.4);
      run.end('B', 'skipped').end('other', 'skipped');
    });
    const solo = attemptSolo(report, attemptOf(report, 'A'));
    expect(solo?.duration).toBeCloseTo(1800, 0);
    expect(solo?.cpus).toBeCloseTo(1 / 1.8, 3);
    expect(solo?.services).toBeCloseTo(0.8 / 1.8, 3);
    const [job] = measuredJobs(report);
    expect(job?.profile === undefined ? 0 : wholeUse(job.profile)).toBeCloseTo(1800, 0);
    const replayable = measuredRun(report);
    if (replayable.type !== 'measured') throw new Error(replayable.message);
    const attempt = replayable.run.tasks.get('A')?.attempts[0];
    expect(attempt?.use.map(({ cpuSeconds }) => Math.round(100 * cpuSeconds) / 100)).toEqual([0.9, 1.8, 1.8]);
    expect(attempt?.served).toBeCloseTo(0.8 / 1.8, 6);
    expect(attempt?.solo?.cpus).toBeCloseTo(1, 3);
  });

  it('is unknown in a journal without its use, and nothing changes', () => {
    const report = runWith(withDatabase, (run) => {
      begin(run);
      run.at(1000).admit('A').done('A', 3000, { cpuSeconds: 1, waited: 0, delayed: 0, idle: 1, parallelism: 1 });
    });
    expect(attemptSolo(report, attemptOf(report, 'A'))).toEqual({ duration: 2000, cpus: 0.5, idle: 0.5 });
  });

  it('of random runs is divided once, and no share is negative', () => {
    const moment = fc.integer({ min: 0, max: 99 });
    const windows = fc.array(fc.record({ db: moment, A: moment, B: moment, waited: moment }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(windows, fc.nat({ max: 12 }), (drawn, leaves) => {
        let [db, a, b, waited] = [0.9, 0, 0, 0];
        const report = runWith(withDatabase, (run) => {
          begin(run);
          run.at(1000).admit('A').admit('B');
          for (const [index, each] of drawn.entries()) {
            db += each.db / 100;
            a += index < leaves ? each.A / 100 : 0;
            b += each.B / 100;
            waited += each.waited / 100;
            const at = 2000 + 1000 * index;
            run.at(at).sample(90, 0, { db: use(db, waited), ...(index < leaves ? { A: use(a) } : {}), B: use(b) });
            if (index + 1 === leaves) run.done('A', at, { cpuSeconds: a });
          }
          const last = 1000 + 1000 * drawn.length;
          if (leaves === 0 || leaves > drawn.length) run.done('A', last, { cpuSeconds: a });
          run.done('B', last, { cpuSeconds: b }).at(last);
          end(run, last, db, waited);
        });
        const shares = [...serviceShares(report).values()];
        expect(shares.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)).toBeCloseTo(db - 0.9, 6);
        for (const share of shares) {
          expect(share.cpuSeconds).toBeGreaterThanOrEqual(0);
          expect(share.waited).toBeGreaterThanOrEqual(0);
          expect(sharedUntil(share, Infinity)).toBeCloseTo(share.cpuSeconds, 6);
          expect(sharedUntil(share, 1500)).toBeLessThanOrEqual(sharedUntil(share, 2500) + 1e-9);
        }
      }),
    );
  });
});
