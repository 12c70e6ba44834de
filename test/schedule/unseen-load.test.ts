import { describe, expect, it } from 'vitest';
import { gateView } from '../../src/schedule/gate/gate-view.ts';
import { buildMission, GIB, MACHINE, MINUTE, task, test } from '../build-mission.ts';
import { drive, launched } from './drive.ts';
import { admits, gateFor, lastDeferral } from './gate-for.ts';

const MANY_SLOTS = { caution: 100, limit: 100 };

describe('unseen load', () => {
  /** `B` is launched when `A` completes after a minute. The gate then decides about `T` with readings that begin at `from`. */
  const seenFrom = (parts: { load?: number; cpus?: number }, from: number, cpus = 4) => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { ...parts, needs: ['A'] }), test('T')] }), {
      ...MACHINE,
      cpus,
    });
    run.start();
    run.advance(MINUTE);
    run.exit('A');
    return gateView(run.state, { from, to: from + 1_000, cpu: 10, memory: 10 }).unseen;
  };

  it('counts a declared load until a whole window has passed since the launch', () => {
    expect(seenFrom({ load: 30 }, MINUTE - 1)).toBe(30);
    expect(seenFrom({ load: 30 }, MINUTE)).toBe(0);
    expect(seenFrom({ load: 0 }, MINUTE - 1)).toBe(0);
  });

  it('counts one core for a task without a declared load', () => {
    expect(seenFrom({}, MINUTE - 1, 4)).toBe(25);
    expect(seenFrom({}, MINUTE - 1, 1)).toBe(100);
    expect(seenFrom({}, MINUTE - 1, 0.5)).toBe(100);
    expect(seenFrom({}, MINUTE, 4)).toBe(0);
  });

  it('F203 counts the CPUs of a budget for a task without a declared load', () => {
    expect(seenFrom({ cpus: 1 }, MINUTE - 1, 4)).toBe(25);
    expect(seenFrom({ cpus: 3 }, MINUTE - 1, 4)).toBe(75);
    expect(seenFrom({ cpus: 8 }, MINUTE - 1, 4)).toBe(100);
    expect(seenFrom({ cpus: 2, load: 10 }, MINUTE - 1, 4)).toBe(10);
    expect(seenFrom({ cpus: 3 }, MINUTE, 4)).toBe(0);
  });

  it('closes the gate together with the reading: 60 + 15 is RED, 60 + 14.9 is not', () => {
    for (const [load, admitted] of [
      [15, false],
      [14.9, true],
    ] as const) {
      const run = gateFor({ cpu: 60, memory: 10 }, { tasks: [task('B', { load, needs: ['A'], expect: 2 * MINUTE })] });
      expect(admits(run)).toBe(admitted);
      if (!admitted) expect(lastDeferral(run)?.detail).toBe('CPU 60 % + 15 % for tasks that just started, limit 75 %');
    }
  });

  it('counts from the launch of the task, not from each step', () => {
    const run = drive(
      buildMission({ tasks: [task('A', { load: 40, steps: [{ run: 'a' }, { run: 'b' }] }), test('T')] }),
    );
    run.start();
    run.advance(MINUTE);
    run.exit('A');
    expect(gateView(run.state, { from: MINUTE - 1_000, to: MINUTE, cpu: 10 }).unseen).toBe(0);
  });
});

describe('memory requests', () => {
  it('are added to the memory in use at the start, until the first window is over', () => {
    const tasks = ['A', 'B', 'C'].map((id) => task(id, { memory: 4 * GIB }));
    const run = drive(buildMission({ tasks }), { ...MACHINE, memoryUsed: 40 });
    expect(launched(run.start())).toEqual(['A']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['B', 'C'],
      detail: 'memory 40 % + 25 % reserved for running tasks + 25 % for this task, limit 85 %',
    });
    run.advance(1_000);
    expect(launched(run.sample({ cpu: 10, memory: 30 }))).toEqual(['B']);
  });

  const SMALL = { load: 1, memory: 4 * GIB };

  it('are reserved until a reading shows that they are used', () => {
    const run = drive(buildMission({ tasks: [task('A', SMALL)] }));
    run.start();
    const reserved = (used?: number) =>
      gateView(run.state, {
        from: 1,
        to: 2,
        cpu: 1,
        memory: 20,
        ...(used === undefined ? {} : { usage: { A: { cpuSeconds: 1, memory: used } } }),
      }).reserved;
    expect(reserved()).toBe(25);
    expect(reserved(1 * GIB)).toBe(18.75);
    expect(reserved(4 * GIB)).toBe(0);
    expect(reserved(9 * GIB)).toBe(0);
    run.exit('A');
    expect(reserved(1 * GIB)).toBe(0);
  });

  it.each([
    [59.9, true],
    [60, false],
  ])('count for a test at a reading of %d %% with 25 %% reserved: admits %s', (memory, admitted) => {
    const run = gateFor({ cpu: 10, memory }, { tasks: [task('B', SMALL)] });
    expect(admits(run)).toBe(admitted);
    if (!admitted) expect(lastDeferral(run)?.detail).toBe('memory 60 % + 25 % reserved for running tasks, limit 85 %');
  });

  it.each([
    [60, true],
    [60.1, false],
  ])("hold a level-2 task's own request with `gate: tests` at %d %%: admits %s", (memory, admitted) => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { ...SMALL, needs: ['A'] })] }));
    run.start();
    run.advance(MINUTE);
    run.show({ cpu: 99, memory });
    expect(launched(run.exit('A'))).toEqual(admitted ? ['B'] : []);
    if (!admitted) {
      expect(lastDeferral(run)).toMatchObject({
        reason: 'memory',
        detail: 'memory 60.1 % + 25 % for this task, limit 85 %',
      });
      run.advance(MINUTE + 1_000);
      expect(launched(run.sample({ cpu: 99, memory: 60 }))).toEqual(['B']);
    }
  });

  it('are limited without a reading, by the reserved memory', () => {
    const tasks = Array.from({ length: 5 }, (_, index) => task(`A${index}`, SMALL));
    const run = drive(buildMission({ tasks, admission: { gate: 'off' } }));
    expect(launched(run.start())).toEqual(['A0', 'A1', 'A2']);
    expect(lastDeferral(run)).toMatchObject({ ids: ['A3', 'A4'], reason: 'memory' });
  });
});

describe('F61: 20 tests triggered in one instant on an idle machine', () => {
  /** Each launched test adds its load; a window shows the mean load of its time. */
  const simulate = (load: number, actual: number, declared: boolean) => {
    const tests = Array.from({ length: 20 }, (_, index) =>
      test(`T${index}`, { needs: ['A'], ...(declared ? { load } : {}) }),
    );
    const run = drive(buildMission({ tasks: [task('A', { load: 0 }), ...tests], admission: { workers: MANY_SLOTS } }));
    run.start();
    run.advance(10_000);
    run.show({ cpu: 0, memory: 10 });
    run.advance(10_400);
    run.exit('A');
    const windows: number[] = [];
    const launches: number[] = [];
    for (let to = 11_000; to < 40_000; to += 1_000) {
      let cpu = 0;
      for (const id of run.state.active.keys()) {
        const state = run.state.tasks.get(id);
        if (state?.phase === 'running') cpu += (actual * Math.min(1_000, to - state.launched)) / 1_000;
      }
      windows.push(cpu);
      run.advance(to);
      launches.push(launched(run.sample({ cpu, memory: 10 })).length);
    }
    return { windows, launches, active: run.state.active.size };
  };

  it('exceeds the limit in no window if the loads are as declared', () => {
    const { windows, active } = simulate(5, 5, true);
    expect(active).toBe(15);
    expect(Math.max(...windows)).toBe(75);
  });

  it('exceeds the limit in no window if nothing is declared and each uses a core', () => {
    const { windows, active } = simulate(25, 25, false);
    expect(active).toBe(3);
    expect(Math.max(...windows)).toBe(75);
  });

  it.each([1, 3, 7, 11, 20, 24, 33])('with loads of %d %%, exceeds the limit by less than the last launch', (load) => {
    const { windows, launches } = simulate(load, load, true);
    expect(Math.max(...windows)).toBeLessThan(75 + load);
    expect(Math.max(...launches)).toBeLessThanOrEqual(1);
  });

  it('stops after one window if the tests use twice the declared load', () => {
    const { windows, launches } = simulate(5, 10, true);
    // By their declarations, 12 launches stayed below the caution. The first measurement shows the real load.
    expect(windows[1]).toBe(120);
    expect(Math.max(...launches)).toBe(0);
  });
});
