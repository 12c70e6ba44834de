import { describe, expect, test } from 'vitest';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import {
  brokenStatus,
  commitStatus,
  fitDescription,
  isSettled,
  LONGEST_DESCRIPTION,
} from '../../../src/report/statuses/commit-status.ts';
import { MACHINE } from '../../build-mission.ts';
import { type Ending, endedReport } from '../../github/ended-report.ts';
import { randomMission } from '../../schedule/random-mission.ts';
import { playOut, randomMoves } from '../../schedule/random-run.ts';
import { fc } from '../../suite/fast-check.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';
import { failedJournal } from '../journals.ts';

/** By id: state and description. */
function statusesOf(endings: readonly Ending[]): Record<string, readonly [string, string]> {
  const report = endedReport(endings);
  return Object.fromEntries(
    [...report.tasks].map(([id, each]) => {
      const { state, description } = commitStatus(report, each);
      return [id, [state, description]];
    }),
  );
}

describe('commitStatus', () => {
  test('a success says how long it took, a failure why', () => {
    expect(
      statusesOf([
        { id: 'lint', status: 'succeeded' },
        { id: 'unit', status: 'failed', reason: 'expected 2, received 3.' },
        { id: 'e2e', status: 'timed-out', reason: 'it took longer than 2 s' },
      ]),
    ).toEqual({
      lint: ['success', 'Succeeded in 2 s'],
      unit: ['failure', 'Failed after 2 s: expected 2, received 3'],
      e2e: ['failure', 'Timed out after 2 s: it took longer than 2 s'],
    });
  });

  test('an allowed failure is a success that says so, because the mission succeeds with it', () => {
    expect(statusesOf([{ id: 'docs', status: 'failed', reason: 'exit code 1', continueOnError: true }])).toEqual({
      docs: ['success', 'Failed after 2 s, which is allowed: exit code 1'],
    });
  });

  test('a task that its own condition skips, or that is not needed any more, is a success with the reason', () => {
    expect(
      statusesOf([
        { id: 'build', status: 'succeeded' },
        { id: 'site', status: 'skipped', needs: ['build'], reason: 'none of its files has changed' },
        { id: 'watch', status: 'not-needed', reason: 'build had already ended' },
      ]),
    ).toMatchObject({
      site: ['success', 'Skipped: none of its files has changed'],
      watch: ['success', 'Not needed: build had already ended'],
    });
  });

  test('F475 a task that did not run because of a failure is a failure, also behind other skipped ones', () => {
    expect(
      statusesOf([
        { id: 'build', status: 'failed', reason: 'exit code 1' },
        { id: 'site', status: 'skipped', needs: ['build'], reason: 'build failed' },
        { id: 'e2e', status: 'skipped', needs: ['site'], reason: 'site was skipped' },
      ]),
    ).toMatchObject({
      site: ['failure', 'Did not run, because build did not succeed'],
      e2e: ['failure', 'Did not run, because site did not succeed'],
    });
  });

  test('an allowed failure, and an alternative that did not decide, hold nothing back', () => {
    expect(
      statusesOf([
        { id: 'docs', status: 'failed', continueOnError: true },
        { id: 'slow', status: 'failed' },
        { id: 'site', status: 'skipped', needs: ['docs'], reason: 'its condition is false' },
        { id: 'word', status: 'skipped', needsAny: ['docs', 'slow'], reason: 'its condition is false' },
        { id: 'late', status: 'skipped', needsAny: ['docs', 'slow'], reason: 'slow failed' },
      ]),
    ).toMatchObject({
      site: ['success', expect.anything()],
      word: ['success', expect.anything()],
      late: ['failure', expect.anything()],
    });
  });

  test('a need of another part counts too', () => {
    const report = endedReport([
      { id: 'e2e', status: 'skipped', needs: ['build'], reason: 'build failed' },
      { id: 'site', status: 'skipped', needs: ['docs'], reason: 'docs was skipped' },
      { id: 'shop', status: 'skipped', needs: ['page'], reason: 'page was skipped' },
    ]);
    const elsewhere = { kind: 'task', part: 1, neededBy: [] } as const;
    report.elsewhere = [
      { ...elsewhere, id: 'build', status: 'failed' },
      { ...elsewhere, id: 'docs', status: 'skipped', reason: 'none of its files has changed' },
      { ...elsewhere, id: 'page', status: 'skipped', reason: 'style was skipped' },
      { ...elsewhere, id: 'style', status: 'skipped', reason: 'build failed' },
    ];
    expect([...report.tasks.values()].map((each) => commitStatus(report, each).state)).toEqual([
      'failure',
      'success',
      'failure',
    ]);
  });

  test('a cancelled task is an error, because it was not judged', () => {
    expect(statusesOf([{ id: 'unit', status: 'cancelled', reason: 'the mission was interrupted' }])).toEqual({
      unit: ['error', 'Cancelled: the mission was interrupted'],
    });
  });

  test('while the mission runs, a status says what the task waits for', () => {
    const builder = new JournalBuilder(
      mission([task('build'), task('lint'), task('L3.1', { needs: ['build', 'lint'] }), task('L3.2')]),
    );
    const pending = (id: string) => {
      const report = foldAll(builder.events);
      const found = report.tasks.get(id);
      if (found === undefined) throw new Error(`no task ${id}`);
      const { state, description } = commitStatus(report, found);
      expect(state).toBe('pending');
      return description;
    };
    expect(pending('L3.1')).toBe('Waiting for build, lint');
    builder.at(1_000).launch('build').trigger('L3.2').check().defer(['L3.2'], 'memory', '90 % used, limit 85 %');
    expect(pending('build')).toBe('Running');
    expect(pending('L3.2')).toBe('Waiting for memory');
  });

  test('a status lists the first of thousands of needs', () => {
    const needs = Array.from({ length: 2_000 }, (_, index) => `t${index}`);
    const report = foldAll(new JournalBuilder(mission([task('all', { needs })])).events);
    const all = report.tasks.get('all');
    if (all === undefined) throw new Error('no task all');
    expect(commitStatus(report, all).description).toBe('Waiting for t0, t1, t2, t3, t4, t5 and 1994 more');
  });

  test('in a merged run, a task of a part that did not report is an error', () => {
    const report = endedReport([{ id: 'unit', status: 'succeeded' }]);
    const unit = report.tasks.get('unit');
    if (unit === undefined) throw new Error('no task unit');
    expect(commitStatus(report, { ...unit, status: 'pending', reason: 'its part did not report' })).toMatchObject({
      state: 'error',
      description: 'Did not run: its part did not report',
    });
  });

  test('F476 once a random run has ended, every declared task is a success, a failure or an error, and all of a succeeded mission are successes', () => {
    fc.assert(
      fc.property(randomMission(8), randomMoves(), (random, moves) => {
        const report = emptyReport();
        playOut(random, MACHINE, moves, (events) => {
          for (const event of events) recordEvent(report, event);
          if (report.finished) return;
          for (const each of report.tasks.values()) {
            expect(commitStatus(report, each).description.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
          }
        });
        const statuses = [...report.tasks.values()].map((each) => commitStatus(report, each));
        expect(statuses).toHaveLength(random.tasks.length);
        expect(statuses.filter((status) => !isSettled(status))).toEqual([]);
        const bad = statuses.filter(({ state }) => state !== 'success');
        if (report.result === 'succeeded') expect(bad).toEqual([]);
        // A run that is cancelled after its last task has ended has judged all of them.
        if (report.result === 'failed') expect(bad).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('F475 in a run with failures, no green status hides a need that failed', () => {
    const report = foldAll(failedJournal());
    for (const each of report.tasks.values()) {
      if (commitStatus(report, each).state !== 'success' || each.status !== 'skipped') continue;
      expect(each.task.needs.map((need) => report.tasks.get(need)?.status)).not.toContain('failed');
    }
  });
});

describe('fitDescription', () => {
  test('F477 whatever a task wrote, a description is one line of at most 140 characters of the Basic Multilingual Plane', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const fitted = fitDescription(text);
        expect(fitted.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
        expect(fitted).not.toMatch(/[\r\n\u{10000}-\u{10ffff}]|\p{Surrogate}/u);
      }),
    );
    expect(fitDescription('🐛 in\nline\u001b[31m 2.')).toBe('□ in line 2');
    expect(fitDescription('x'.repeat(141))).toBe(`${'x'.repeat(139)}…`);
  });

  test('the status of a run without a report is an error with the reason', () => {
    expect(brokenStatus('Nothing was run: the folder is in use.')).toMatchObject({
      state: 'error',
      description: 'Nothing was run: the folder is in use',
    });
  });
});
