import { describe, expect, it } from 'vitest';
import { plainVerdict, verdict } from '../../../../src/report/analysis/bounds/verdict.ts';
import { ADMISSION } from '../../../build-mission.ts';
import { foldAll } from '../../fold-all.ts';
import { JournalBuilder, mission, task } from '../../journal-builder.ts';
import { runWith, used } from './run-with.ts';

/** Without the savings, which `savings.test.ts` tests. */
function first(text: string): string {
  return text.replace(/ This is about .*$/, '');
}

describe('the first sentence of a run that succeeded', () => {
  it('states time, floor, what the floor is, and what the time above it went to', () => {
    const report = runWith(mission([task('build'), task('L3.a', { needs: ['build'] })]), (run) => {
      run.launch('build').done('build', 40_000, used(20, 0)).trigger('L3.a', 'build').check();
      run.defer(['L3.a'], 'cpu', 'CPU 90 %, limit 75 %').at(58_000).admit('L3.a').done('L3.a', 65_000, used(0.28, 0));
    });
    expect(first(plainVerdict(report))).toBe(
      '✅ The mission succeeded in 1m05s: 1.4 × the floor of 47 s, which is the critical path, mostly build; 18 s went to waiting at the gate for CPU (L3.a, which uses 2 % of the CPUs). 1 task and 1 test, all succeeded.',
    );
  });

  it('counts several tests that waited', () => {
    const names = ['L3.a', 'L3.b', 'L3.c'];
    const chain = names.map((id, index) => task(id, { needs: index === 0 ? [] : [names[index - 1] ?? ''] }));
    const report = runWith(mission(chain), (run) => {
      for (const [index, id] of names.entries()) {
        const at = index * 10_000;
        run
          .at(at)
          .trigger(id, names[index - 1])
          .check()
          .defer([id], 'cpu', 'CPU 90 %');
        run
          .at(at + 5000)
          .admit(id)
          .done(id, at + 10_000, used(0.2, 0));
      }
    });
    expect(first(plainVerdict(report))).toContain(
      '2 × the floor of 15 s, which is the critical path, mostly L3.a; 15 s went to waiting at the gate for CPU (3 tests that use at most 2 % of the CPUs each).',
    );
  });

  it('is at the floor within the accuracy of measurements, and states a small difference in percent', () => {
    const idleUntil = (end: number) =>
      first(
        plainVerdict(
          runWith(mission([task('a')]), (run) => {
            run.launch('a').done('a', 50_000, used(20, 0)).at(end);
          }),
        ),
      );
    expect(idleUntil(50_400)).toContain('in 50.4 s: at the floor of 50 s, which is the longest task, a.');
    expect(idleUntil(53_000)).toContain(
      'in 53 s: 6 % above the floor of 50 s, which is the longest task, a; 3 s went to the time between tasks.',
    );
  });

  it('has no percentages for less than a second', () => {
    const report = runWith(mission([task('a')]), (run) => run.launch('a').done('a', 300, used(0.1, 0)).at(400));
    expect(plainVerdict(report)).toBe('✅ The mission succeeded in 400 ms: the floor is 300 ms. 1 task succeeded.');
  });

  it('says that the gate was off, and what was left out by which options', () => {
    const builder = new JournalBuilder(mission([task('a')], { admission: { ...ADMISSION, gate: 'off' } }));
    const [opening, ...rest] = builder.launch('a').at(5000).succeed('a').finish('succeeded');
    const selected = {
      ...opening,
      only: ['a', 'b', '#slow', 'd'],
      skip: ['`c`'],
      leftOut: 13,
    } as (typeof rest)[number];
    expect(first(verdict(foldAll([selected, ...rest])))).toBe(
      '✅ **The mission succeeded** in 5 s with the gate off: at the floor of 5 s, which is the longest task as it ran, `a` (durations alone: not measured). 1 task succeeded. 13 of 14 in the mission file were left out by --only `a`, `b`, `#slow` and 1 more and --skip `` `c` ``.',
    );
  });
});

describe('the first sentence of a run that failed', () => {
  it('says what failed first and why, before the time', () => {
    const report = runWith(
      mission([task('a', { continueOnError: true }), task('b'), task('c'), task('d', { needs: ['b'] })]),
      (run) => {
        run
          .launch('a')
          .launch('b')
          .launch('c')
          .at(1000)
          .exit('a', 0, { exitCode: 1 })
          .end('a', 'failed', 'exit code 1');
        run.at(4000).exit('c', 0, { exitCode: 1 }).end('c', 'failed', 'exit code 1: error: no *such* file');
        run.at(5000).exit('b', 0, { exitCode: 2 }).end('b', 'failed', 'exit code 2').end('d', 'skipped', 'needs b');
      },
      'failed',
    );
    expect(verdict(report)).toBe(
      '❌ **The mission failed** because `c` failed first: exit code 1: error: no \\*such\\* file. It took 5 s. Of 4 tasks, 3 failed and 1 was skipped.',
    );
  });

  it('has the floor if everything ran', () => {
    const report = runWith(
      mission([task('a')]),
      (run) => run.launch('a').at(5000).exit('a', 0, { exitCode: 1 }).end('a', 'failed', 'exit code 1'),
      'failed',
    );
    expect(plainVerdict(report)).toBe(
      '❌ The mission failed because a failed: exit code 1. It took 5 s: at the floor of 5 s, which is the longest task as it ran, a (durations alone: not measured). Of 1 task, 1 failed.',
    );
  });

  it('cuts a long reason', () => {
    const report = runWith(
      mission([task('a')]),
      (run) => run.launch('a').at(5000).end('a', 'failed', 'x'.repeat(5000)),
      'failed',
    );
    expect(plainVerdict(report).length).toBeLessThan(450);
  });
});

it('a run that was cancelled, resumed or goes on has no floor', () => {
  const report = runWith(mission([task('a')]), (run) => run.launch('a').at(5000).end('a', 'cancelled'), 'cancelled');
  expect(plainVerdict(report)).toBe('⏹️ The mission was cancelled after 5 s. Of 1 task, 1 was cancelled.');
  const running = foldAll(new JournalBuilder(mission([task('a')])).launch('a').at(5000).check().events);
  expect(plainVerdict(running)).toBe('▶️ The mission has not ended after 5 s: 1 running, 0 of 1 completed.');
});
