import { describe, expect, it } from 'vitest';
import type { Band } from '../../src/schedule/events/reading.ts';
import { gateView } from '../../src/schedule/gate/gate-view.ts';
import { buildMission, MINUTE, task, test } from '../build-mission.ts';
import { drive, launched, type ReadingParts } from './drive.ts';
import { admits, gateFor, lastDeferral } from './gate-for.ts';

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
      expect(lastDeferral(run)).toMatchObject({ ids: ['T'], reason: 'slots', detail: '6 workers, limit 6' });
    }
  });

  it('limits the workers for tasks as well', () => {
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
    // A fifth test would find 4 workers, which is YELLOW.
    expect(launched(run.exit('A'))).toEqual(['T0', 'T1', 'T2', 'T3']);
  });

  it('YELLOW admits one per window, however often the gate is checked', () => {
    const run = five();
    run.show({ cpu: 60, memory: 10 });
    expect(launched(run.exit('A'))).toEqual(['T0']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['T1', 'T2', 'T3', 'T4'],
      reason: 'cpu',
      detail: 'CPU 60 % + 1 % for tasks that just started, caution 60 %: one launch per measurement',
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

  it('YELLOW admits one in each window even if readings arrive a little after the end of their window', () => {
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
      detail: 'memory 70 %, caution 70 %: one launch per measurement',
    });
    const workers = five();
    workers.show({ cpu: 10, memory: 10 });
    workers.exit('A');
    expect(lastDeferral(workers)).toMatchObject({
      ids: ['T4'],
      reason: 'slots',
      detail: '4 workers, caution 4: one launch per measurement',
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

  it('RED admits none until a window is below the limits', () => {
    const run = gateFor({ cpu: 80, memory: 10 });
    run.advance(MINUTE + 1_000);
    expect(launched(run.sample({ cpu: 75, memory: 10 }))).toEqual([]);
    run.advance(MINUTE + 2_000);
    expect(launched(run.sample({ cpu: 74.9, memory: 10 }))).toEqual(['T']);
  });
});
