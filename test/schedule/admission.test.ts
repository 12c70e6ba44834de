import { describe, expect, it } from 'vitest';
import type { AdmissionRules } from '../../src/mission/mission.ts';
import { gateView, readingBlock } from '../../src/schedule/gate-view.ts';
import type { Band } from '../../src/schedule/reading.ts';
import { buildMission, GIB, MACHINE, MINUTE, type TaskDraft, task, test } from '../build-mission.ts';
import { type Drive, drive, launched, only, type ReadingParts } from './drive.ts';

const MANY_SLOTS = { caution: 100, limit: 100 };

/** A task `A` that completes at a minute under this reading; what the gate says about its test `T`. */
function gateFor(
  reading: ReadingParts,
  parts: { tasks?: readonly TaskDraft[]; admission?: Partial<AdmissionRules> } = {},
): Drive {
  const tasks = [task('A'), test('T', { needs: ['A'], expect: MINUTE }), ...(parts.tasks ?? [])];
  const run = drive(buildMission({ tasks, admission: parts.admission ?? {} }));
  run.start();
  run.advance(MINUTE);
  run.show(reading);
  run.exit('A');
  return run;
}

const admits = (run: Drive): boolean => run.state.tasks.get('T')?.phase === 'running';
const lastDeferral = (run: Drive) => only(run.journal, 'deferred').at(-1);

describe('limits', () => {
  it.each([
    [74.9, true],
    [75, false],
    [100, false],
    [250, false],
    [0, true],
  ])('CPU at %d %% admits: %s', (cpu, admitted) => {
    const run = gateFor({ cpu, memory: 10 });
    expect(admits(run)).toBe(admitted);
    if (!admitted) {
      expect(lastDeferral(run)).toMatchObject({ ids: ['T'], reason: 'cpu', view: { cpu, band: 'RED' } });
      expect(lastDeferral(run)?.detail).toBe(`CPU ${cpu} %, limit 75 %`);
    }
  });

  it.each([
    [84.9, true],
    [85, false],
  ])('memory at %d %% admits: %s', (memory, admitted) => {
    const run = gateFor({ cpu: 10, memory });
    expect(admits(run)).toBe(admitted);
    if (!admitted) {
      expect(lastDeferral(run)).toMatchObject({
        reason: 'memory',
        detail: 'memory 85 %, limit 85 %',
        view: { memory },
      });
    }
  });

  it.each([
    [5, true],
    [6, false],
  ])('%d active admits: %s', (active, admitted) => {
    const others = Array.from({ length: active }, (_, index) => task(`B${index}`));
    const run = drive(buildMission({ tasks: [...others, test('T')] }));
    run.start();
    run.advance(2_000);
    run.sample({ cpu: 10, memory: 10, from: 1_000 });
    expect(admits(run)).toBe(admitted);
    if (!admitted) {
      expect(lastDeferral(run)).toMatchObject({ ids: ['T'], reason: 'slots', detail: '6 active, limit 6' });
    }
  });

  it('holds slots for tasks as well', () => {
    const run = drive(buildMission({ tasks: Array.from({ length: 8 }, (_, index) => task(`A${index}`)) }));
    expect(launched(run.start())).toHaveLength(6);
    expect(launched(run.exit('A0'))).toEqual(['A6']);
    expect(run.state.active.size).toBe(6);
  });
});

describe('bands', () => {
  const bandAt = (reading: ReadingParts, active = 0): Band => {
    const tasks = Array.from({ length: active }, (_, index) => task(`A${index}`, { load: 1 }));
    const run = drive(buildMission({ tasks: [...tasks, test('T')], admission: { workers: { caution: 4, limit: 6 } } }));
    run.start();
    return gateView(run.state, { from: 1, to: 2, ...reading }).band;
  };

  it.each<[ReadingParts, number, Band]>([
    [{ cpu: 59.9, memory: 69.9 }, 3, 'GREEN'],
    [{ cpu: 60, memory: 10 }, 0, 'YELLOW'],
    [{ cpu: 74.9, memory: 10 }, 0, 'YELLOW'],
    [{ cpu: 75, memory: 10 }, 0, 'RED'],
    [{ cpu: 10, memory: 70 }, 0, 'YELLOW'],
    [{ cpu: 10, memory: 84.9 }, 0, 'YELLOW'],
    [{ cpu: 10, memory: 85 }, 0, 'RED'],
    [{ cpu: 10, memory: 10 }, 4, 'YELLOW'],
    [{ cpu: 10, memory: 10 }, 5, 'YELLOW'],
    [{ cpu: 10, memory: 10 }, 6, 'RED'],
    [{}, 3, 'GREEN'],
    [{}, 4, 'YELLOW'],
  ])('%j with %d active is %s', (reading, active, band) => {
    expect(bandAt(reading, active)).toBe(band);
  });

  const five = () => {
    const tests = Array.from({ length: 5 }, (_, index) => test(`T${index}`, { needs: ['A'], load: 1 }));
    const run = drive(buildMission({ tasks: [task('A'), ...tests] }));
    run.start();
    run.advance(MINUTE);
    return run;
  };

  it('GREEN admits as many as fit', () => {
    const run = five();
    run.show({ cpu: 55, memory: 10 });
    // The fifth would be the one that finds 4 active: YELLOW.
    expect(launched(run.exit('A'))).toEqual(['T0', 'T1', 'T2', 'T3']);
  });

  it('YELLOW admits one per window, however often the gate is looked at', () => {
    const run = five();
    run.show({ cpu: 60, memory: 10 });
    expect(launched(run.exit('A'))).toEqual(['T0']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['T1', 'T2', 'T3', 'T4'],
      reason: 'cpu',
      detail: 'CPU 60 % + 1 % unseen, caution 60 %: one launch per window',
    });
    run.advance(MINUTE + 500);
    expect(launched(run.observe({ type: 'woke', at: MINUTE + 500 }))).toEqual([]);
    run.advance(MINUTE + 1_000);
    expect(launched(run.sample({ cpu: 61, memory: 10 }))).toEqual(['T1']);
    run.advance(MINUTE + 1_400);
    expect(launched(run.exit('T0'))).toEqual([]);
    run.advance(MINUTE + 2_000);
    expect(launched(run.sample({ cpu: 62, memory: 10 }))).toEqual(['T2']);
  });

  it('YELLOW admits one in each window also when readings arrive a little after their end', () => {
    const run = five();
    run.show({ cpu: 61, memory: 10 });
    run.exit('A');
    for (const [at, id] of [
      [1_000, 'T1'],
      [2_000, 'T2'],
      [3_000, 'T3'],
    ] as const) {
      const to = MINUTE + at;
      const reading = { from: to - 1_000, to, cpu: 61, memory: 10 };
      run.advance(to);
      run.show(reading);
      expect(launched(run.observe({ type: 'sampled', at: to + 3, reading }))).toEqual([id]);
    }
  });

  it('YELLOW for memory and for workers names its caution', () => {
    const memory = five();
    memory.show({ cpu: 10, memory: 70 });
    memory.exit('A');
    expect(lastDeferral(memory)).toMatchObject({
      reason: 'memory',
      detail: 'memory 70 %, caution 70 %: one launch per window',
    });
    const workers = five();
    workers.show({ cpu: 10, memory: 10 });
    workers.exit('A');
    expect(lastDeferral(workers)).toMatchObject({
      ids: ['T4'],
      reason: 'slots',
      detail: '4 active, caution 4: one launch per window',
    });
  });

  it('YELLOW does not slow down tasks that are not gated', () => {
    const run = five();
    const tasks = Array.from({ length: 5 }, (_, index) => task(`B${index}`));
    const other = drive(buildMission({ tasks }));
    expect(launched(other.start())).toHaveLength(5);
    run.show({ cpu: 99, memory: 99 });
    expect(launched(run.exit('A'))).toEqual([]);
  });

  it('RED admits none until a window says otherwise', () => {
    const run = gateFor({ cpu: 80, memory: 10 });
    run.advance(MINUTE + 1_000);
    expect(launched(run.sample({ cpu: 75, memory: 10 }))).toEqual([]);
    run.advance(MINUTE + 2_000);
    expect(launched(run.sample({ cpu: 74.9, memory: 10 }))).toEqual(['T']);
  });
});

describe('unseen load', () => {
  /** `B` is launched when `A` completes at a minute; the gate is asked about `T` under readings that begin at `from`. */
  const seenFrom = (parts: { load?: number }, from: number, cpus = 4) => {
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

  it('takes one core for a task that declares none', () => {
    expect(seenFrom({}, MINUTE - 1, 4)).toBe(25);
    expect(seenFrom({}, MINUTE - 1, 1)).toBe(100);
    expect(seenFrom({}, MINUTE - 1, 0.5)).toBe(100);
    expect(seenFrom({}, MINUTE, 4)).toBe(0);
  });

  it('closes the gate together with the reading: 60 + 15 is RED, 60 + 14.9 is not', () => {
    for (const [load, admitted] of [
      [15, false],
      [14.9, true],
    ] as const) {
      const run = gateFor({ cpu: 60, memory: 10 }, { tasks: [task('B', { load, needs: ['A'], expect: 2 * MINUTE })] });
      expect(admits(run)).toBe(admitted);
      if (!admitted) expect(lastDeferral(run)?.detail).toBe('CPU 60 % + 15 % unseen, limit 75 %');
    }
  });

  it('is there for a step that follows as for the first: the launch is what counts', () => {
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
  const SMALL = { load: 1, memory: 4 * GIB };

  it('are reserved until they are used, as far as the reading shows it', () => {
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
    if (!admitted) expect(lastDeferral(run)?.detail).toBe('memory 60 % + 25 % reserved, limit 85 %');
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
        detail: 'memory 60.1 %, its own 25 %, limit 85 %',
      });
      run.advance(MINUTE + 1_000);
      expect(launched(run.sample({ cpu: 99, memory: 60 }))).toEqual(['B']);
    }
  });

  it('hold without any reading, by what is reserved', () => {
    const tasks = Array.from({ length: 5 }, (_, index) => task(`A${index}`, SMALL));
    const run = drive(buildMission({ tasks, admission: { gate: 'off' } }));
    expect(launched(run.start())).toEqual(['A0', 'A1', 'A2']);
    expect(lastDeferral(run)).toMatchObject({ ids: ['A3', 'A4'], reason: 'memory' });
  });
});

describe('declared loads', () => {
  const tasks = (...loads: readonly (number | undefined)[]) =>
    loads.map((load, index) => task(`A${index}`, load === undefined ? {} : { load }));

  it('may fill the sum exactly', () => {
    expect(launched(drive(buildMission({ tasks: tasks(25, 25, 25, 25) })).start())).toHaveLength(4);
    expect(launched(drive(buildMission({ tasks: tasks(25, 25, 25, 25.1) })).start())).toHaveLength(3);
  });

  it('may fill the sum exactly with decimals that do not add up in binary', () => {
    expect(58.2 + 20.1 + 21.7).toBeGreaterThan(100);
    expect(launched(drive(buildMission({ tasks: tasks(58.2, 20.1, 21.7) })).start())).toHaveLength(3);
    expect(launched(drive(buildMission({ tasks: tasks(0.2, 83.9, 15.9) })).start())).toHaveLength(3);
  });

  it('let a smaller one pass one that does not fit, and say what was missing', () => {
    const run = drive(buildMission({ tasks: tasks(60, 50, 40) }));
    expect(launched(run.start())).toEqual(['A0', 'A2']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['A1'],
      reason: 'load',
      detail: 'load 60 + its own 50, allowed 100',
      view: { load: 60, active: 1 },
    });
  });

  it('count nothing where nothing is declared', () => {
    const run = drive(buildMission({ tasks: tasks(100, undefined, undefined) }));
    expect(launched(run.start())).toHaveLength(3);
  });

  it('hold for tests as for tasks', () => {
    const run = gateFor(
      { cpu: 1, memory: 1 },
      { tasks: [task('B', { load: 96 }), test('U', { needs: ['A'], load: 5 })] },
    );
    expect([...run.state.active]).toEqual(['B', 'T']);
    expect(lastDeferral(run)).toMatchObject({ ids: ['U'], reason: 'load' });
  });
});

describe('which level the readings hold', () => {
  const RED = { cpu: 99, memory: 99 };
  const at = (gate: AdmissionRules['gate']) => {
    const run = drive(buildMission({ tasks: [task('A'), test('T')], admission: { gate } }));
    run.show(RED);
    return launched(run.start());
  };

  it.each([
    ['tests', ['A']],
    ['all', []],
    ['off', ['T', 'A']],
  ] as const)('gate: %s', (gate, ids) => {
    expect(at(gate)).toEqual(ids);
  });

  it('keeps slots, load and memory requests with the gate off', () => {
    const admission = { gate: 'off', workers: { caution: 1, limit: 1 } } as const;
    const run = drive(buildMission({ tasks: [task('A'), test('T')], admission }));
    expect(launched(run.start())).toEqual(['T']);
  });
});

describe('readings that are not there', () => {
  it('F64: waits for the first whole window of a machine that can be measured', () => {
    const run = drive(buildMission({ tasks: [test('T')] }));
    expect(launched(run.start())).toEqual([]);
    expect(lastDeferral(run)).toMatchObject({ reason: 'cpu', detail: 'no whole window measured yet' });
    run.advance(1_000);
    expect(launched(run.sample({ cpu: 1, memory: 1 }))).toEqual(['T']);
  });

  it('F64: leaves slots and load where there is no source', () => {
    const tests = Array.from({ length: 8 }, (_, index) => test(`T${index}`, { load: 30 }));
    const run = drive(buildMission({ tasks: tests }), { ...MACHINE, source: 'none' });
    expect(launched(run.start())).toEqual(['T0', 'T1', 'T2']);
    expect(lastDeferral(run)?.reason).toBe('load');
  });

  it('F64: takes a reading without a CPU figure by its memory, and the other way round', () => {
    expect(admits(gateFor({ memory: 10 }))).toBe(true);
    expect(admits(gateFor({ memory: 85 }))).toBe(false);
    expect(admits(gateFor({ cpu: 74 }))).toBe(true);
    expect(admits(gateFor({ cpu: 75 }))).toBe(false);
  });

  it('F64: on half a CPU takes an undeclared launch for the whole of it', () => {
    const run = drive(buildMission({ tasks: [test('T1'), test('T2')] }), { ...MACHINE, cpus: 0.5 });
    run.show({ cpu: 0, memory: 0 });
    expect(launched(run.start())).toEqual(['T1']);
    expect(lastDeferral(run)?.detail).toBe('CPU 0 % + 100 % unseen, limit 75 %');
  });

  it('does not measure a share of no memory', () => {
    const run = drive(buildMission({ tasks: [task('A', { memory: GIB })] }), { ...MACHINE, memory: 0 });
    expect(launched(run.start())).toEqual(['A']);
    expect(readingBlock(run.state, undefined, gateView(run.state, undefined))).toBeDefined();
  });
});

describe('F61: 20 tests triggered in one instant on an idle machine', () => {
  /** Each launched test really adds its load; a window shows the mean load while it lasted. */
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
      for (const id of run.state.active) {
        const state = run.state.tasks.get(id);
        if (state?.phase === 'running') cpu += (actual * Math.min(1_000, to - state.launched)) / 1_000;
      }
      windows.push(cpu);
      run.advance(to);
      launches.push(launched(run.sample({ cpu, memory: 10 })).length);
    }
    return { windows, launches, active: run.state.active.size };
  };

  it('passes the limit in no window when the loads are as declared', () => {
    const { windows, active } = simulate(5, 5, true);
    expect(active).toBe(15);
    expect(Math.max(...windows)).toBe(75);
  });

  it('passes the limit in no window when nothing is declared and each uses a core', () => {
    const { windows, active } = simulate(25, 25, false);
    expect(active).toBe(3);
    expect(Math.max(...windows)).toBe(75);
  });

  it.each([1, 3, 7, 11, 20, 24, 33])(
    'with loads of %d %% never is more than the last launch past the limit',
    (load) => {
      const { windows, launches } = simulate(load, load, true);
      expect(Math.max(...windows)).toBeLessThan(75 + load);
      expect(Math.max(...launches)).toBeLessThanOrEqual(1);
    },
  );

  it('stops after one window when they use twice what they declare', () => {
    const { windows, launches } = simulate(5, 10, true);
    // 12 launches were under the caution by their own word: what is declared wrongly is known when it is measured.
    expect(windows[1]).toBe(120);
    expect(Math.max(...launches)).toBe(0);
  });
});
