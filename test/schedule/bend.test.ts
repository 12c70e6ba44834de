import { describe, expect, it } from 'vitest';
import type { AdmissionRules } from '../../src/mission/model/mission.ts';
import { buildMission, GIB, MACHINE, type TaskDraft, task, test } from '../build-mission.ts';
import { type Drive, drive, endOf, launched, only } from './drive.ts';

/** Starts the tasks one after the other, a millisecond apart, so that the last one is the youngest. */
function started(tasks: readonly TaskDraft[], admission: Partial<AdmissionRules> = {}, platform = 'linux'): Drive {
  const rules = { gate: 'off', patience: 30_000, ...admission } as const;
  const run = drive(buildMission({ tasks, admission: rules }), { ...MACHINE, platform });
  run.start();
  return run;
}

/** A window of 100 ms that ends with so much memory in use: percent, and GiB by id. */
function window(run: Drive, memory: number, use: Readonly<Record<string, number>> = {}): ReturnType<Drive['sample']> {
  run.advance(run.now() + 100);
  const usage = Object.fromEntries(
    Object.entries(use).map(([id, gib]) => [id, { cpuSeconds: 1, memory: Math.round(gib * GIB) }]),
  );
  return run.sample({ cpu: 10, memory, usage });
}

function effects(run: Drive, type: string): readonly string[] {
  return run.effects.flatMap((effect) => (effect.type === type && 'id' in effect ? [effect.id] : []));
}

/** A, then B, each with memory that grew from 90 % to 96 % of the machine. */
function pressed(run: Drive): void {
  window(run, 90, { A: 7, B: 7 });
  window(run, 96, { A: 7.1, B: 7.8 });
}

/** B starts after A, because A is needed by C only: both run, and B is the younger one. */
const AB = [task('A'), task('S'), task('B', { needs: ['S'] })];

function runningAB(admission: Partial<AdmissionRules> = {}, tasks: readonly TaskDraft[] = AB): Drive {
  const run = started(tasks, admission);
  run.advance(10);
  run.exit('S');
  return run;
}

describe('memory that is critical', () => {
  it('F220: pauses the youngest task that grows, with the figures, and measures again after 50 ms', () => {
    const run = runningAB();
    window(run, 90, { A: 7, B: 7 });
    const events = window(run, 96, { A: 7.2, B: 7.4 });
    expect(only(events, 'paused')).toEqual([
      {
        type: 'paused',
        at: run.now(),
        id: 'B',
        pressure: { memory: 96, critical: 95, used: Math.round(7.4 * GIB), grown: Math.round(7.4 * GIB) - 7 * GIB },
      },
    ]);
    expect(effects(run, 'pause')).toEqual(['B']);
    expect(run.effects.at(-1)).toEqual({ type: 'measure', within: 50 });
  });

  it('pauses no task below 95 %, none if memory does not grow, and none that does not grow itself', () => {
    const run = runningAB();
    window(run, 90, { A: 7, B: 7 });
    window(run, 92, { A: 7.2, B: 7.4 });
    window(run, 94, { A: 7.2, B: 7.5 });
    window(run, 94.9, { A: 7.2, B: 7.5 });
    expect(effects(run, 'pause')).toEqual([]);
    run.advance(run.now() + 2_000);
    window(run, 94.9, { A: 7.2, B: 7.5 });
    run.advance(run.now() + 2_000);
    window(run, 94.9, { A: 7.2, B: 7.5 });
    window(run, 96, { A: 7.2, B: 7.5 });
    window(run, 95.5, { A: 7.3, B: 7.4 });
    expect(effects(run, 'pause')).toEqual([]);
    window(run, 96, { A: 7.5, B: 7.4 });
    expect(effects(run, 'pause')).toEqual(['A']);
  });

  it('pauses several tasks at once if the rest would fill the memory within 200 ms', () => {
    const run = started(['A', 'B', 'C', 'D'].map((id) => task(id)));
    window(run, 80, { A: 3, B: 3, C: 3, D: 3 });
    window(run, 96, { A: 3.6, B: 3.6, C: 3.6, D: 3.6 });
    // 0.64 GiB are left, and each of them grows by 1.2 GiB in 200 ms.
    expect(effects(run, 'pause')).toEqual(['D', 'C', 'B', 'A']);
  });

  it('starts nothing while a task is paused, and continues the oldest paused task once memory is below its limit', () => {
    const run = started([task('A'), task('B'), task('C'), task('D', { needs: ['C'] })], {
      workers: { caution: 3, limit: 3 },
    });
    window(run, 80, { A: 3, B: 3, C: 3 });
    window(run, 96, { A: 3, B: 4.5, C: 4.5 });
    // C is needed by D, so it was launched before B.
    expect(effects(run, 'pause')).toEqual(['B', 'C']);
    window(run, 90, { A: 3, B: 4.5, C: 4.5 });
    expect(effects(run, 'continue')).toEqual([]);
    expect(run.effects.at(-1)).toEqual({ type: 'measure', within: 100 });
    expect(only(window(run, 80, { A: 1.5, B: 4.5, C: 4.5 }), 'continued')).toEqual([
      { type: 'continued', at: run.now(), id: 'C', cause: 'memory', memory: 80 },
    ]);
    // The growth of the first one must show before the next one continues.
    window(run, 80, { A: 1.5, B: 4.5, C: 4.5 });
    expect(effects(run, 'continue')).toEqual(['C']);
    window(run, 80, { A: 1.5, B: 4.5, C: 4.5 });
    expect(effects(run, 'continue')).toEqual(['C', 'B']);
    expect(run.state.paused.size).toBe(0);
  });

  it('names the paused task as the reason why others wait', () => {
    const run = runningAB({}, [...AB, task('C', { needs: ['A'] }), task('E')]);
    pressed(run);
    expect([...run.state.paused]).toEqual(['B']);
    const events = run.exit('A');
    expect(launched(events)).toEqual([]);
    expect(only(events, 'deferred')[0]).toMatchObject({
      ids: ['C'],
      reason: 'memory',
      detail: 'B is paused until memory is below its limit',
    });
  });

  it('F220: does not pause a shell that starts one program after the other, although it grows again and again', () => {
    const run = runningAB();
    const mebibyte = 1 / 1024;
    window(run, 90, { A: 7, B: 0.004 });
    for (let times = 0; times < 10; times += 1) {
      window(run, 96 + times / 10, { A: 7 + times * mebibyte, B: 0.004 + (times % 2) * 2 * mebibyte });
    }
    expect(effects(run, 'pause')).not.toContain('B');
    expect(effects(run, 'pause')).toEqual(['A']);
  });

  it('F220: pauses below 95 % if memory would be full before the next window', () => {
    const run = runningAB();
    window(run, 50, { A: 4, B: 4 });
    const events = window(run, 84, { A: 4, B: 9.4 });
    expect(only(events, 'paused')).toMatchObject([{ id: 'B', pressure: { memory: 84, critical: 95 } }]);
    window(run, 84, { A: 4.1, B: 9.4 });
    expect(effects(run, 'pause')).toEqual(['B']);
  });

  it('F221: time stands still for a paused task: its timeout and its duration', () => {
    const run = runningAB({}, [task('A'), task('S'), task('B', { needs: ['S'], timeout: 5_000 })]);
    pressed(run);
    expect(run.state.paused.has('B')).toBe(true);
    run.advance(run.now() + 2_000);
    window(run, 50, { A: 1, B: 1 });
    const paused = 2_100;
    expect(run.state.paused.size).toBe(0);
    run.advance(5_009 + paused);
    expect(only(run.journal, 'stopping')).toEqual([]);
    run.advance(5_010 + paused);
    expect(only(run.journal, 'stopping')).toMatchObject([{ id: 'B', cause: 'timeout' }]);
    run.die('B', 'SIGTERM');
    expect(run.state.tasks.get('B')).toEqual({ phase: 'ended', status: 'timed-out', duration: 5_000 });
  });

  it('F222: evicts the youngest if everything is paused, and runs it again with nothing beside it', () => {
    const run = started([task('A'), task('B'), task('C')]);
    window(run, 80, { A: 4, B: 4, C: 4 });
    window(run, 96, { A: 5, B: 5, C: 5 });
    expect(run.state.paused.size).toBe(3);
    const events = window(run, 96, { A: 5, B: 5, C: 5 });
    expect(only(events, 'stopping')).toMatchObject([
      { id: 'C', cause: 'memory', pressure: { memory: 96, critical: 95 } },
    ]);
    expect(effects(run, 'terminate')).toEqual(['C']);
    // Nothing else is evicted before its memory is free.
    window(run, 96, { A: 5, B: 5, C: 5 });
    expect(effects(run, 'terminate')).toEqual(['C']);
    expect(only(run.die('C', 'SIGTERM'), 'evicted')).toEqual([
      { type: 'evicted', at: run.now(), id: 'C', attempt: 1, times: 1 },
    ]);
    for (let times = 0; times < 3; times += 1) window(run, 66, { A: 5, B: 5 });
    expect(effects(run, 'continue')).toEqual(['A', 'B']);
    run.exit('A');
    expect(launched(run.exit('B'))).toEqual(['C']);
    expect(run.effects.at(-1)).toEqual({ type: 'start', id: 'C', attempt: 1, step: 0, evictions: 1 });
    run.exit('C');
    expect(endOf(run, 'C')).toEqual({ id: 'C', status: 'succeeded' });
    expect(run.state.result).toBe('succeeded');
  });

  it('F222: evicts a task whose handler of TERM exits with 0: its work is not done', () => {
    const run = started([task('A'), task('B')]);
    window(run, 80, { A: 4, B: 4 });
    window(run, 96, { A: 6, B: 6 });
    window(run, 96, { A: 6, B: 6 });
    expect(only(run.exit('B', 0), 'evicted')).toHaveLength(1);
    expect(endOf(run, 'B')).toBeUndefined();
  });

  it('F223: evicts the youngest paused task after a tenth of patience, although others run', () => {
    const run = runningAB();
    pressed(run);
    const since = run.now();
    expect([...run.state.paused]).toEqual(['B']);
    run.advance(since + 2_999);
    expect(effects(run, 'terminate')).toEqual([]);
    run.advance(since + 3_000);
    expect(effects(run, 'terminate')).toEqual(['B']);
    run.advance(since + 4_000);
    expect(run.state.tasks.get('B')).toMatchObject({ phase: 'stopping', cause: 'memory' });
    // The grace is short: an evicted task may grow until it ends.
    expect(effects(run, 'kill')).toEqual(['B']);
    expect(only(run.die('B', 'SIGKILL'), 'deferred')).toMatchObject([
      {
        ids: ['B'],
        reason: 'memory',
        detail: 'it was evicted because memory was critical, and runs again alone: A still runs',
      },
    ]);
  });

  it('F224: fails as out of memory, with the figures, instead of a third eviction', () => {
    const run = started([task('A'), task('B', { pausable: false })], { patience: 1_000 });
    for (let times = 0; times < 3; times += 1) {
      // Forced by hand: with nothing beside it, it would not be evicted again.
      run.advance(run.now() + 5_000);
      window(run, 80, { A: 4, B: 4 });
      run.advance(run.now() + 2_000);
      window(run, 80, { A: 4, B: 4 });
      window(run, 96.24, { A: 6.5, B: 4 });
      run.advance(run.now() + 100);
      expect(effects(run, 'terminate')).toHaveLength(times + 1);
      run.die('A', 'SIGTERM');
      if (times < 2) {
        expect(run.state.evictions.get('A')).toBe(times + 1);
        run.state.tasks.set('A', withoutAlone(run));
        window(run, 20, { B: 0.1 });
        run.observe({ type: 'woke', at: run.now() });
      }
    }
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'failed',
      reason:
        'out of memory: it was stopped for the third time because memory was 96.2 %, critical is 95 %, while it used 6.5 GiB and grew by 2.5 GiB',
      failedStep: 0,
    });
  });

  it('F225: never pauses or evicts a task with nothing beside it, and lets it go on when it is the last one', () => {
    const run = started([task('A'), test('M', { supports: 'A', deploy: 'while-running' })]);
    run.exit('M');
    window(run, 80, { A: 12 });
    window(run, 96, { A: 15 });
    window(run, 99, { A: 15.9 });
    expect(effects(run, 'pause')).toEqual([]);

    const two = runningAB();
    pressed(two);
    expect(only(two.exit('A'), 'continued')).toEqual([{ type: 'continued', at: two.now(), id: 'B', cause: 'alone' }]);
    expect(effects(two, 'continue')).toEqual(['B']);
  });

  it('F226: neither pauses nor evicts a task with `pausable: false`', () => {
    const run = runningAB({}, [task('A'), task('S'), task('B', { needs: ['S'], pausable: false })]);
    window(run, 80, { A: 6, B: 6 });
    window(run, 99, { A: 6, B: 8.6 });
    run.advance(run.now() + 10_000);
    window(run, 99.5, { A: 6, B: 8.7 });
    expect(effects(run, 'pause')).toEqual([]);
    expect(effects(run, 'terminate')).toEqual([]);
  });

  it('F227: on Windows evicts the youngest that grows, one at a time, because it cannot be paused', () => {
    const run = started([task('A'), task('B'), task('C')], {}, 'win32');
    window(run, 80, { A: 4, B: 4, C: 4 });
    window(run, 96, { A: 5, B: 5, C: 5 });
    window(run, 97, { A: 5.1, B: 5.1, C: 5.1 });
    expect(effects(run, 'pause')).toEqual([]);
    expect(effects(run, 'terminate')).toEqual(['C']);
    run.die('C', 'SIGTERM');
    window(run, 97, { A: 6, B: 6 });
    window(run, 98, { A: 6.1, B: 6.1 });
    expect(effects(run, 'terminate')).toEqual(['C', 'B']);
    run.die('B', 'SIGTERM');
    window(run, 99, { A: 9 });
    window(run, 99.5, { A: 9.9 });
    expect(effects(run, 'terminate')).toEqual(['C', 'B']);
  });

  it('F227: where tasks are not measured, pauses the youngest, one a window, and only if memory is full soon', () => {
    const run = started([task('A'), task('B'), task('C')], {}, 'darwin');
    const measure = (memory: number): void => {
      run.advance(run.now() + 1_000);
      run.sample({ cpu: 10, memory });
    };
    measure(95.1);
    measure(95.4);
    expect(effects(run, 'pause')).toEqual([]);
    measure(96.4);
    expect(effects(run, 'pause')).toEqual(['C']);
    measure(98);
    expect(effects(run, 'pause')).toEqual(['C', 'B']);
    expect(only(run.journal, 'paused')[0]?.pressure).toEqual({ memory: 96.4, critical: 95 });
  });

  it('F228: stops paused tasks at an interruption, and does not queue an evicted one again', () => {
    const run = runningAB();
    pressed(run);
    run.interrupt();
    expect(run.state.paused.size).toBe(0);
    expect(effects(run, 'terminate')).toEqual(['A', 'B']);
    run.die('A', 'SIGTERM');
    run.die('B', 'SIGTERM');
    expect(endOf(run, 'B')).toMatchObject({ status: 'cancelled', reason: 'the mission was interrupted' });

    const evicting = runningAB();
    pressed(evicting);
    evicting.advance(evicting.now() + 3_000);
    evicting.interrupt();
    evicting.die('B', 'SIGTERM');
    expect(endOf(evicting, 'B')).toEqual({ id: 'B', status: 'cancelled', reason: 'the mission was interrupted' });
  });

  it('is no attempt of `retry`: a failure after an eviction still has all of them', () => {
    const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure'] } as const;
    const run = runningAB({}, [task('A'), task('S'), task('B', { needs: ['S'], retry })]);
    pressed(run);
    run.advance(run.now() + 3_000);
    run.die('B', 'SIGTERM');
    run.exit('A');
    expect(run.state.tasks.get('B')).toMatchObject({ phase: 'running', attempt: 1 });
    run.exit('B', 1);
    expect(only(run.journal, 'retrying')).toMatchObject([{ id: 'B', attempt: 1, cause: 'failure' }]);
  });

  it('continues a task whose process had exited before the pause took effect', () => {
    const steps = [{ run: 'one' }, { run: 'two' }];
    const run = runningAB({}, [task('A'), task('S'), task('B', { needs: ['S'], steps })]);
    pressed(run);
    const events = run.exit('B', 0);
    expect(events.map(({ type }) => type)).toEqual(['step-exited', 'continued', 'step-advanced']);
    expect(run.state.paused.size).toBe(0);
  });

  it('pauses nothing with `critical: 100`', () => {
    const run = runningAB({ memory: { caution: 70, limit: 85, critical: 100 } });
    window(run, 90, { A: 7, B: 7 });
    window(run, 100, { A: 7.1, B: 8.9 });
    expect(effects(run, 'pause')).toEqual([]);
  });

  it('names the constraint that binds', () => {
    const run = runningAB();
    const share = (used: number) => [
      { name: 'machine', memory: { capacity: 16 * GIB, used: 8 * GIB } },
      { name: 'container of 6 GiB', memory: { capacity: 6 * GIB, used } },
    ];
    const usage = (bytes: number) => ({ A: { cpuSeconds: 1, memory: GIB }, B: { cpuSeconds: 1, memory: bytes } });
    run.advance(100);
    run.observe({ type: 'woke', at: 100 });
    run.sample({ memory: 90, constraints: share(5.4 * GIB), usage: usage(4 * GIB) });
    run.advance(200);
    const [paused] = only(
      run.sample({ memory: 96, constraints: share(5.76 * GIB), usage: usage(4.4 * GIB) }),
      'paused',
    );
    expect(paused).toMatchObject({ id: 'B', pressure: { constraint: 'container of 6 GiB', memory: 96 } });
  });
});

/** A as a waiting task that may run beside others: only an older journal or a forced launch has one. */
function withoutAlone(run: Drive): Extract<ReturnType<Drive['state']['tasks']['get']>, { phase: 'waiting' }> {
  const waiting = run.state.tasks.get('A');
  if (waiting?.phase !== 'waiting') throw new Error('A does not wait');
  return { ...waiting, alone: false };
}
