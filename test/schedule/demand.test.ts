import { describe, expect, it } from 'vitest';
import type { LearnedDemand, Predictions } from '../../src/schedule/events/prediction.ts';
import type { TreeUsage, Usage } from '../../src/schedule/events/reading.ts';
import { demandsAt } from '../../src/schedule/gate/demand.ts';
import { gateView } from '../../src/schedule/gate/gate-view.ts';
import { withGrowth } from '../../src/schedule/gate/growth.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { buildMission, GIB, MACHINE, type TaskDraft, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { drive, launched } from './drive.ts';
import { lastDeferral } from './gate-for.ts';

const MIB = 1024 ** 2;

function predicted(demands: Readonly<Record<string, LearnedDemand>>): Predictions {
  return Object.fromEntries(
    Object.entries(demands).map(([id, demand]) => [
      id,
      { expect: 1000, low: 1000, high: 1000, runs: 1, last: [1000], flakiness: { runs: 1, flaky: 0 }, demand },
    ]),
  );
}

function demandOf(draft: TaskDraft, learned?: LearnedDemand, learn = true) {
  const mission = buildMission({ tasks: [draft], admission: { learn } });
  const state = begin(mission, MACHINE, undefined, learned === undefined ? {} : predicted({ A: learned }));
  return demandsAt(state, undefined).of('A');
}

const LEARNED = { cpus: 0.5, memory: GIB, runs: 3 };

describe('the demand of a task', () => {
  it('is what the mission file declares, whatever was learned', () => {
    expect(demandOf(task('A', { load: 50, memory: 2 * GIB }), LEARNED)).toEqual({
      cpus: 2,
      cpusFrom: 'declared',
      memory: 2 * GIB,
      memoryFrom: 'declared',
    });
  });

  it('is learned from earlier runs, for CPU and memory separately', () => {
    expect(demandOf(task('A'), LEARNED)).toEqual({
      cpus: 0.5,
      cpusFrom: 'history',
      memory: GIB,
      memoryFrom: 'history',
    });
    expect(demandOf(task('A', { load: 25 }), LEARNED)).toMatchObject({ cpusFrom: 'declared', memoryFrom: 'history' });
    expect(demandOf(task('A'), { cpus: 9, runs: 1 })).toMatchObject({ cpus: 4, memoryFrom: 'unknown' });
  });

  it('is at most its budget of CPUs', () => {
    expect(demandOf(task('A', { cpus: 2 }), { cpus: 3, runs: 1 })).toMatchObject({ cpus: 2, cpusFrom: 'history' });
    expect(demandOf(task('A', { cpus: 2 }))).toMatchObject({ cpus: 2, cpusFrom: 'declared' });
  });

  it('is not learned with `learn: false`', () => {
    expect(demandOf(task('A'), LEARNED, false)).toEqual({ cpus: 1, cpusFrom: 'unknown', memoryFrom: 'unknown' });
  });

  it('is unknown otherwise: one CPU, and no figure for memory', () => {
    expect(demandOf(task('A'))).toEqual({ cpus: 1, cpusFrom: 'unknown', memoryFrom: 'unknown' });
  });
});

describe('tasks with the same commands', () => {
  const legs = ['A', 'B', 'C'].map((id) => task(id, { steps: [{ run: 'npm test' }] }));
  const other = task('X', { steps: [{ run: 'make' }] });

  it('F248 are expected to use as much as the highest of them, those that run included', () => {
    const run = drive(buildMission({ tasks: [...legs, other], admission: { workers: { caution: 2, limit: 2 } } }));
    run.start();
    run.observe({
      type: 'step-exited',
      at: 2_000,
      id: 'A',
      step: 0,
      exitCode: 0,
      usage: { cpuSeconds: 3, peakMemory: GIB },
    });
    expect(demandsAt(run.state, undefined).of('C')).toEqual({
      cpus: 1.5,
      cpusFrom: 'siblings',
      memory: GIB,
      memoryFrom: 'siblings',
    });
    const reading = {
      from: 2_000,
      to: 3_000,
      own: 2,
      usage: { B: { cpuSeconds: 4, memory: 2 * GIB, cpu: 2 } },
    };
    expect(demandsAt(run.state, reading).of('C')).toMatchObject({ cpus: 2, memory: 2 * GIB });
    expect(demandsAt(run.state, reading).of('X').memoryFrom).toBe('unknown');
  });

  it('F248 count as one CPU on crowded CPUs, where each gets less than it would use', () => {
    const run = drive(buildMission({ tasks: legs, admission: { workers: { caution: 2, limit: 2 } } }));
    run.start();
    const demand = (cpu: number, each: number) => {
      const usage = { A: { cpuSeconds: 1, memory: 0, cpu: each }, B: { cpuSeconds: 1, memory: 0, cpu: each } };
      return demandsAt(run.state, { from: 0, to: 1_000, cpu, own: 2 * each, usage }).of('C').cpus;
    };
    expect(demand(89, 0.3)).toBe(0.3);
    expect(demand(90, 0.3)).toBe(1);
    expect(demand(90, 1.5)).toBe(1.5);
    expect(demand(90, 0.05)).toBe(0.05);
  });

  it('F273 count as what the first of them would have used alone, where that was measured', () => {
    const demandAfter = (usage: TreeUsage) => {
      const run = drive(buildMission({ tasks: legs, admission: { workers: { caution: 1, limit: 1 } } }));
      run.start();
      run.advance(4_000);
      run.observe({ type: 'step-exited', at: 4_000, id: 'A', step: 0, exitCode: 0, usage });
      return demandsAt(run.state, { from: 3_000, to: 4_000, cpu: 100 }).of('C');
    };
    expect(demandAfter({ cpuSeconds: 1 })).toMatchObject({ cpus: 1, cpusFrom: 'siblings' });
    expect(demandAfter({ cpuSeconds: 1, delayed: 2 })).toMatchObject({ cpus: 0.5, cpusFrom: 'siblings' });
    expect(demandAfter({ cpuSeconds: 1, delayed: 3.5, parallelism: 2.5 })).toMatchObject({
      cpus: 2,
      cpusFrom: 'siblings',
    });
  });

  it('F248 learn nothing about CPUs from one that ended at once', () => {
    const run = drive(buildMission({ tasks: legs, admission: { workers: { caution: 1, limit: 1 } } }));
    run.start();
    run.advance(200);
    run.observe({ type: 'step-exited', at: 200, id: 'A', step: 0, exitCode: 0, usage: { cpuSeconds: 0.19 } });
    expect(demandsAt(run.state, undefined).of('C').cpusFrom).toBe('unknown');
  });
});

describe('learned CPU demand', () => {
  const four = ['A', 'B', 'C', 'D'].map((id) => task(id));
  it('F249 counts in the sum of loads, also for tasks that do not wait for readings', () => {
    const demand = { cpus: 1.02, runs: 3 };
    const predictions = predicted({ A: demand, B: demand, C: demand, D: demand });
    const machine = { ...MACHINE, cpus: 2 };
    const run = drive(buildMission({ tasks: four }), machine, () => {}, undefined, predictions);
    expect(launched(run.start())).toEqual(['A', 'B']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['C', 'D'],
      reason: 'load',
      detail: 'load 102 of what runs + 51 of this task (as in earlier runs), allowed 100',
    });
  });
});

describe('memory of which nothing is known', () => {
  const tests = Array.from({ length: 6 }, (_, index) => test(`T${index}`));
  const machine = { ...MACHINE, cpus: 64, memory: 2 * GIB };
  const growing = (memory: number): Usage => ({ cpuSeconds: 0, memory, cpu: 0, grown: memory });
  const settled = (memory: number): Usage => ({ cpuSeconds: 0, memory, cpu: 0, grown: 0 });

  it('F250 is estimated with 256 MB for the candidate and for each task that still grows, once a task has ended', () => {
    const admission = { memory: { caution: 85, limit: 85 } };
    const first = task('A', { steps: [{ run: 'make' }] });
    const mission = buildMission({
      tasks: [first, ...tests.map((each) => ({ ...each, needs: ['A'] }))],
      admission,
    });
    const run = drive(mission, machine);
    run.start();
    run.advance(200);
    // 85 % of 2048 MiB are 1740; 819 are used. So three times 256 fit, and a fourth does not.
    run.show({ cpu: 1, memory: 40, own: 0, from: 0 });
    const usage = { cpuSeconds: 1, peakMemory: 20 * MIB };
    const events = run.observe({ type: 'step-exited', at: 200, id: 'A', step: 0, exitCode: 0, usage });
    expect(launched(events)).toEqual(['T0', 'T1', 'T2']);
    expect(lastDeferral(run)?.detail).toBe(
      'memory 40 % + 37.5 % reserved for running tasks + 12.5 % for this task (assumed), limit 85 %',
    );
  });

  it('F250 is estimated with a quarter of the memory before any task has shown how large it is', () => {
    const run = drive(buildMission({ tasks: tests }), machine);
    run.start();
    run.advance(200);
    expect(launched(run.sample({ cpu: 1, memory: 5, own: 0, from: 0 }))).toEqual(['T0', 'T1', 'T2']);
    expect(demandsAt(run.state, undefined).estimate).toBe(0.5 * GIB);
    expect(demandsAt(begin(buildMission({ tasks: tests }), MACHINE), undefined).estimate).toBe(2 * GIB);
    // T0 has stopped growing a second after its start.
    run.advance(1_300);
    const usage = { T0: settled(50 * MIB), T1: growing(80 * MIB), T2: settled(50 * MIB) };
    const reading = { from: 1_000, to: 1_300, cpu: 1, memory: 10, own: 0, usage };
    expect(demandsAt(run.state, reading).estimate).toBe(256 * MIB);
    expect(launched(run.sample({ ...reading }))).not.toEqual([]);
  });

  it('F250 of tasks with the same commands is not known from one that still grows', () => {
    const run = drive(buildMission({ tasks: tests }), machine);
    run.start();
    run.advance(200);
    run.sample({ cpu: 1, memory: 5, own: 0, from: 0 });
    const memoryOf = (at: number, usage: Usage) =>
      demandsAt(run.state, { from: at - 250, to: at, own: 0, usage: { T0: usage } }).of('T5').memory;
    expect(memoryOf(1_500, growing(300 * MIB))).toBeUndefined();
    expect(memoryOf(1_000, settled(300 * MIB))).toBeUndefined();
    expect(memoryOf(1_500, settled(300 * MIB))).toBe(300 * MIB);
  });

  it('F250 lets the first large task slow down the launches, not the second one that runs out of memory', () => {
    const run = drive(buildMission({ tasks: tests }), machine);
    run.start();
    run.advance(200);
    run.sample({ cpu: 1, memory: 5, own: 0, from: 0 });
    const active = [...run.state.active.keys()];
    run.advance(450);
    const usage = Object.fromEntries(active.map((id) => [id, settled(10 * MIB)]));
    expect(launched(run.sample({ cpu: 1, memory: 45, own: 0, usage: { ...usage, T0: growing(900 * MIB) } }))).toEqual(
      [],
    );
    expect(lastDeferral(run)).toMatchObject({ reason: 'memory' });
  });

  it('F250 counts the growth of a task only beyond the memory that is known of it', () => {
    const admission = { gate: 'off' } as const;
    const run = drive(buildMission({ tasks: [task('A', { memory: 0.5 * GIB })], admission }), machine);
    run.start();
    const reserved = (usage: Usage) =>
      gateView(run.state, { from: 0, to: 250, cpu: 1, memory: 1, own: 0, usage: { A: usage } }).reserved;
    expect(reserved(growing(0.25 * GIB))).toBe(12.5);
    expect(reserved(settled(0.75 * GIB))).toBe(0);
    expect(reserved(growing(0.75 * GIB))).toBe(37.5);
  });

  it('F250 does not hold back the only task', () => {
    const run = drive(buildMission({ tasks: [test('T')] }), { ...machine, memory: 0.25 * GIB });
    run.start();
    run.advance(200);
    expect(launched(run.sample({ cpu: 1, memory: 60, own: 0, from: 0 }))).toEqual(['T']);
  });

  it('F250 of a large task fades from the estimate with each task that uses less', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), task('C')] }));
    run.start();
    const exit = (id: string, peakMemory: number) =>
      run.observe({ type: 'step-exited', at: 1_000, id, step: 0, exitCode: 0, usage: { cpuSeconds: 1, peakMemory } });
    exit('A', 10 * GIB);
    expect(demandsAt(run.state, undefined).estimate).toBe(10 * GIB);
    exit('B', GIB);
    expect(demandsAt(run.state, undefined).estimate).toBe(9 * GIB);
  });
});

describe('growth', () => {
  it('is that of about the last second, however short the windows are', () => {
    const step = fc.record({ passed: fc.integer({ min: 50, max: 400 }), memory: fc.nat({ max: 1000 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        let at = 0;
        let reading = withGrowth(undefined, { from: 0, to: 0, usage: { A: { cpuSeconds: 0, memory: 0 } } });
        for (const { passed, memory } of steps) {
          at += passed;
          reading = withGrowth(reading, { from: at - passed, to: at, usage: { A: { cpuSeconds: 0, memory } } });
        }
        const grown = reading.usage?.A?.grown ?? -1;
        const last = steps.at(-1)?.memory ?? 0;
        const before = steps.at(-2)?.memory ?? 0;
        expect(grown).toBeGreaterThanOrEqual(Math.max(0, last - before));
        const increases = steps.reduce(
          (sum, { memory }, index) => sum + Math.max(0, memory - (steps[index - 1]?.memory ?? 0)),
          0,
        );
        expect(grown).toBeLessThanOrEqual(increases + 1 * steps.length);
      }),
    );
  });

  it('is gone a second after a task has stopped growing', () => {
    const usage = { A: { cpuSeconds: 0, memory: 500 } };
    const first = withGrowth(undefined, { from: 0, to: 100, usage });
    expect(first.usage?.A?.grown).toBe(500);
    expect(withGrowth(first, { from: 100, to: 600, usage }).usage?.A?.grown).toBe(250);
    expect(withGrowth(first, { from: 100, to: 600, usage }, true).usage?.A?.grown).toBe(250);
    expect(withGrowth(first, { from: 100, to: 1_100, usage }).usage?.A?.grown).toBe(0);
  });
  it('is the same object while the same usage is measured and nothing grows', () => {
    const usage = { A: { cpuSeconds: 0, memory: 500 } };
    const first = withGrowth(undefined, { from: 0, to: 1000, usage });
    const second = withGrowth(first, { from: 1000, to: 2000, usage }, true);
    const third = withGrowth(second, { from: 2000, to: 3000, usage }, true);
    expect([first, second, third].map((reading) => reading.usage?.A?.grown)).toEqual([500, 0, 0]);
    expect(third).toEqual({ from: 2000, to: 3000, usage: second.usage });
    expect(third.usage).toBe(second.usage);
  });
});
