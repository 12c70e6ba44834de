import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../../src/report/analysis/bounds/bounds.ts';
import { chainOf } from '../../../../src/report/analysis/bounds/chain.ts';
import { emptyReport, recordEvent } from '../../../../src/report/fold/fold.ts';
import { service } from '../../../build-mission.ts';
import { randomMission } from '../../../schedule/random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../../../schedule/random-run.ts';
import { fc } from '../../../suite/fast-check.ts';
import { mission, task } from '../../journal-builder.ts';
import { runWith, used } from './run-with.ts';

describe('boundsOf', () => {
  it('the floor is the critical path of durations alone, and what lengthened the chain is attributed', () => {
    const report = runWith(mission([task('build'), task('other'), task('L3.check', { needs: ['build'] })]), (run) => {
      run.launch('build').launch('other');
      run.done('build', 10_000, used(6, 4)).trigger('L3.check', 'build').check();
      run.defer(['L3.check'], 'cpu', 'CPU 90 %, limit 75 %').done('other', 13_000, used(6, 4));
      run.check().admit('L3.check').done('L3.check', 20_000, used(1, 0));
    });
    const bounds = boundsOf(report);
    expect(bounds).toMatchObject({ time: 20_000, floor: 13_000, by: 'critical-path', alone: 'yes', above: 7000 });
    expect(bounds?.longest).toBe('L3.check');
    expect(bounds?.spent).toEqual([
      { on: 'sharing', time: 4000, tasks: [{ id: 'build', share: 1 }] },
      { on: 'cpu', time: 3000, tasks: [{ id: 'L3.check', share: 1 }] },
    ]);
  });

  it('a wait at the gate while all CPUs work costs nothing above CPU work', () => {
    const all = { ...used(20, 0), parallelism: 2 };
    const report = runWith(mission([task('a'), task('b'), task('c')]), (run) => {
      run.trigger('a').trigger('b').trigger('c').check().admit('a');
      run.defer(['b', 'c'], 'cpu', 'CPU 100 %').done('a', 10_000, all).check();
      run.at(13_000).admit('b').done('b', 23_000, all).check().admit('c').done('c', 34_000, all);
    });
    const bounds = boundsOf(report);
    expect(bounds).toMatchObject({ time: 34_000, floor: 30_000, by: 'cpu-work', above: 4000 });
    expect(bounds?.spent.map(({ on }) => on)).toEqual(['cpu', 'free-cpus']);
    expect(bounds?.spent[0]?.time).toBeCloseTo(3000);
  });

  it('failed attempts, evictions, pauses and services are causes of their own', () => {
    const tasks = [task('a', { retry: { attempts: 2, delay: 1000, backoff: 1, on: ['failure'] }, services: ['db'] })];
    const report = runWith(mission(tasks, { services: [service('db')] }), (run) => {
      run.trigger('a').check().defer(['a'], 'service', 'db is starting').at(2000).admit('a');
      run.at(5000).exit('a', 0, { exitCode: 1 }).retry('a', 1, 'failure', 'exit code 1', 1000);
      run.at(6000).relaunch('a', 2).at(8000);
      const pressure = { memory: 96, limit: 95 } as never;
      run.add({ type: 'paused', at: 8000, id: 'a', pressure }).at(9500);
      run.add({ type: 'continued', at: 9500, id: 'a', cause: 'memory' } as never).done('a', 12_000, used(1, 0));
    });
    expect(boundsOf(report)?.spent.map(({ on, time }) => [on, Math.round(time)])).toEqual([
      ['retry', 4000],
      ['service', 2000],
      ['pause', 1500],
    ]);
  });

  it('above CPU work, CPUs that other programs used are not called free', () => {
    const report = runWith(mission([task('a'), task('b')]), (run) => {
      run.launch('a').launch('b');
      for (let at = 1000; at <= 20_000; at += 1000) run.at(at).sample(100, 30);
      run.done('a', 20_000, used(12, 8)).done('b', 20_000, used(12, 8));
    });
    // 24 s of work on the 1.2 CPUs that were left in 20 s.
    expect(boundsOf(report)).toMatchObject({ floor: 20_000, by: 'cpu-work', above: 0 });
    const crowded = runWith(mission([task('a'), task('b')]), (run) => {
      run.launch('a').launch('b');
      for (let at = 1000; at <= 20_000; at += 1000) run.at(at).sample(100, 30);
      run.done('a', 20_000, used(8, 12)).done('b', 20_000, used(8, 12));
    });
    expect(boundsOf(crowded)).toMatchObject({ floor: 16_000, by: 'cpu-work', above: 4000 });
    expect(boundsOf(crowded)?.spent.map(({ on }) => on)).toEqual(['sharing']);
  });

  it('F280 is not reached because other programs kept the CPUs full while a task waited', () => {
    const report = runWith(mission([task('a')]), (run) => {
      run.trigger('a').check().defer(['a'], 'cpu', 'CPU 100 %').at(5000).sample(100, 30).at(9000).admit('a');
      run.at(9500).sample(100, 30).done('a', 10_000, used(1, 0));
    });
    expect(boundsOf(report)).toMatchObject({ floor: 1000, by: 'critical-path', above: 9000 });
    expect(boundsOf(report)?.spent.map(({ on }) => on)).toEqual(['cpu']);
  });

  it('F282 the critical path has no failed attempts: they are time above the floor', () => {
    const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure'] as const };
    const report = runWith(mission([task('a', { retry }), task('b')]), (run) => {
      run.launch('a').launch('b').at(4000).exit('a', 0, { exitCode: 1 }).retry('a', 1, 'failure', 'exit code 1', 0);
      run.relaunch('a', 2).done('b', 5000, used(1, 0)).done('a', 9000, used(1, 0));
    });
    expect(boundsOf(report)).toMatchObject({ floor: 5000, above: 4000 });
    expect(boundsOf(report)?.spent).toEqual([{ on: 'retry', time: 4000, tasks: [{ id: 'a', share: 1 }] }]);
  });

  it('without durations alone, the floor is labelled as a path of durations as they ran', () => {
    const report = runWith(mission([task('a')]), (run) => run.launch('a').done('a', 5000));
    expect(boundsOf(report)).toMatchObject({ floor: 5000, alone: 'no', above: 0, spent: [] });
  });

  it('a run that has not ended, or that was cancelled or resumed, has none', () => {
    const run = (play: Parameters<typeof runWith>[1], result?: 'cancelled') =>
      boundsOf(runWith(mission([task('a')]), play, result));
    expect(run((builder) => builder.launch('a').done('a', 5000))).toBeDefined();
    expect(run((builder) => builder.launch('a').done('a', 5000), 'cancelled')).toBeUndefined();
    expect(run((builder) => builder)).toBeUndefined();
  });
});

describe('random runs', () => {
  const shares = fc.array(
    fc.option(
      fc.integer({ min: 0, max: 200 }).map((percent) => percent / 100),
      { nil: undefined },
    ),
    { minLength: 1 },
  );
  const runs = fc.tuple(randomMission(8), randomMachine(), randomMoves(), shares);
  /** Each step has used this share of a CPU since the start of the run, and has waited for the rest; or nothing was measured. */
  const play = ([random, facts, moves, parts]: typeof runs extends fc.Arbitrary<infer Value> ? Value : never) => {
    const report = emptyReport();
    let steps = 0;
    playOut(random, facts, moves, (events) => {
      for (const event of events) {
        const part = parts[steps % parts.length];
        if (event.type === 'step-exited') steps += 1;
        const isMeasured = event.type === 'step-exited' && part !== undefined;
        const usage = isMeasured ? used((part * event.at) / 4000, ((1 - part / 2) * event.at) / 4000) : undefined;
        recordEvent(report, usage === undefined ? event : ({ ...event, usage } as typeof event));
      }
    });
    return report;
  };

  it('the chain of last causes covers the whole run', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const report = play(run);
        let at = 0;
        for (const { from, until } of chainOf(report)) {
          expect(from).toBe(at);
          expect(until).toBeGreaterThan(from);
          at = until;
        }
        expect(at).toBe(report.duration);
      }),
    );
  });

  it('F283 the floor is never above the time, and the parts sum up to the time above it', () => {
    let seen = 0;
    fc.assert(
      fc.property(runs, (run) => {
        const report = play(run);
        const bounds = boundsOf(report);
        if (bounds === undefined) return;
        seen += 1;
        expect(bounds.floor).toBeLessThanOrEqual(bounds.time);
        expect(bounds.above).toBe(bounds.time - bounds.floor);
        const sum = bounds.spent.reduce((total, { time }) => total + time, 0);
        expect(sum).toBeCloseTo(bounds.above, 3);
        for (const { time, tasks } of bounds.spent) {
          expect(time).toBeGreaterThan(0);
          expect(tasks.reduce((total, { share }) => total + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
    expect(seen).toBeGreaterThan(20);
  });
});
