import { describe, expect, it } from 'vitest';
import type { Usage } from '../../src/schedule/events/reading.ts';
import { gateView } from '../../src/schedule/gate/gate-view.ts';
import { buildMission, GIB, MACHINE, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { type Drive, drive, launched, only } from './drive.ts';
import { lastDeferral } from './gate-for.ts';

const TWO_CPUS = { ...MACHINE, cpus: 2 };

const uses = (cpu: number, memory = 0): Usage => ({ cpuSeconds: 1, memory, cpu });

/** Tests that each use one of two CPUs; two have started and run for long enough to be measured. */
function twoOfFive(): Drive {
  const run = drive(buildMission({ tasks: ['A', 'B', 'C', 'D', 'E'].map((id) => test(id)) }), TWO_CPUS);
  run.start();
  run.advance(200);
  run.sample({ cpu: 0, memory: 10, own: 0, from: 0 });
  run.advance(450);
  run.sample({ cpu: 50, memory: 10, own: 1, usage: { A: uses(1) }, from: 200 });
  expect([...run.state.active.keys()]).toEqual(['A', 'B']);
  return run;
}

/** The `measure` effects since an earlier number of effects. */
function measures(run: Drive, since = 0): readonly number[] {
  return run.effects.slice(since).flatMap((effect) => (effect.type === 'measure' ? [effect.within] : []));
}

describe('the share of a task that ends', () => {
  it('F245 is free at once, without a new window', () => {
    const run = twoOfFive();
    run.advance(1_000);
    run.sample({ cpu: 100, memory: 10, own: 2, usage: { A: uses(1), B: uses(1) }, from: 450 });
    expect([...run.state.active.keys()]).toEqual(['A', 'B']);
    run.advance(1_010);
    expect(launched(run.exit('A'))).toEqual(['C']);
    expect(only(run.journal, 'admitted').at(-1)?.view).toMatchObject({ cpu: 50, unseen: 0 });
  });

  it('F245 is not taken for free if other programs may want it: the CPUs were full, and they used more than half of a fair share', () => {
    const run = twoOfFive();
    run.advance(1_000);
    run.sample({ cpu: 100, memory: 10, own: 1.6, usage: { A: uses(0.8), B: uses(0.8) }, from: 450 });
    run.advance(1_010);
    const before = run.effects.length;
    expect(launched(run.exit('A'))).toEqual([]);
    expect(measures(run, before)).toEqual([250]);
    run.advance(1_260);
    expect(launched(run.sample({ cpu: 50, memory: 10, own: 0.9, usage: { B: uses(0.9) }, from: 1_010 }))).toEqual([
      'C',
    ]);
  });

  it('F245 is free although other programs use much, if the CPUs were not full', () => {
    const run = twoOfFive();
    run.advance(1_000);
    run.sample({ cpu: 90, memory: 10, own: 1, usage: { A: uses(0.5), B: uses(0.5) }, from: 450 });
    run.advance(1_010);
    expect(launched(run.exit('A'))).toEqual(['C']);
  });

  it('F245 contains the use of a service as long as it runs', () => {
    const usage = { A: uses(0.5), db: uses(0.9) };
    const tasks = [test('A', { services: ['db'] }), test('B', { services: ['db'] }), test('C', { needs: ['A'] })];
    const services = [{ id: 'db', name: 'db', run: 'db', workingDirectory: '.', env: {}, secrets: [], line: 1 }];
    const run = drive(buildMission({ tasks, services }), TWO_CPUS);
    run.start();
    run.observe({ type: 'service-ready', at: 100, id: 'db' });
    run.advance(2_000);
    run.sample({ cpu: 0, memory: 10, own: 0 });
    run.advance(3_000);
    expect(gateView(run.state, { from: 2_000, to: 3_000, cpu: 70, memory: 1, own: 1.4, usage }).cpu).toBeCloseTo(70);
  });
});

describe('a task that has just started', () => {
  it('F246 counts with its demand until it was measured for most of `react`, then with what it uses', () => {
    const run = drive(buildMission({ tasks: ['A', 'B', 'C'].map((id) => test(id)) }), TWO_CPUS);
    run.start();
    run.advance(200);
    expect(launched(run.sample({ cpu: 0, memory: 10, own: 0, from: 0 }))).toEqual(['A', 'B']);
    const view = gateView(run.state, { from: 0, to: 200, cpu: 0, memory: 10, own: 0 });
    expect(view).toMatchObject({ cpu: 0, unseen: 100, band: 'RED' });
    expect(measures(run).at(-1)).toBe(250);
    run.advance(350);
    const early = { A: uses(0.01), B: uses(0.01) };
    expect(launched(run.sample({ cpu: 1, memory: 10, own: 0.02, usage: early, from: 200 }))).toEqual([]);
    run.advance(450);
    expect(launched(run.sample({ cpu: 1, memory: 10, own: 0.02, usage: early, from: 350 }))).toEqual(['C']);
  });

  it('asks for no measurement with `react: 0`, and counts until a whole window has passed', () => {
    const admission = { react: 0 };
    const run = drive(buildMission({ tasks: ['A', 'B', 'C'].map((id) => test(id)), admission }), TWO_CPUS);
    run.start();
    run.advance(200);
    run.sample({ cpu: 0, memory: 10, own: 0, from: 0 });
    run.advance(1_000);
    expect(launched(run.sample({ cpu: 1, memory: 10, own: 0.02, usage: { A: uses(0) }, from: 199 }))).toEqual([]);
    run.advance(1_200);
    expect(launched(run.sample({ cpu: 1, memory: 10, own: 0.02, usage: { A: uses(0) }, from: 200 }))).toEqual(['C']);
    expect(measures(run)).toEqual([]);
  });

  it('never asks for a window that is longer than `sample`', () => {
    const admission = { react: 500, sample: 300 };
    const run = drive(buildMission({ tasks: ['A', 'B', 'C'].map((id) => test(id)), admission }), TWO_CPUS);
    run.start();
    run.advance(200);
    run.sample({ cpu: 0, memory: 10, own: 0, from: 0 });
    expect(measures(run)).toEqual([300]);
  });
});

describe('constraints', () => {
  const machine = (used: number) => ({ name: 'machine', memory: { capacity: 100 * GIB, used: used * GIB } });
  const container = (used: number) => ({ name: 'container of 6 GiB', memory: { capacity: 6 * GIB, used: used * GIB } });

  it('F247 each have their own capacity: a full machine and an empty container both have room', () => {
    const run = drive(buildMission({ tasks: [task('A', { memory: 1.5 * GIB })] }), {
      ...MACHINE,
      constraints: [machine(74), container(0)],
    });
    run.show({ cpu: 1, memory: 74, constraints: [machine(74), container(0)] });
    expect(launched(run.start())).toEqual(['A']);
  });

  it('F247 name the one that is too small, with its figures', () => {
    const tasks = ['A', 'B', 'C', 'D'].map((id) => task(id, { memory: 1.5 * GIB }));
    const run = drive(buildMission({ tasks }), { ...MACHINE, constraints: [machine(10), container(0.6)] });
    expect(launched(run.start())).toEqual(['A', 'B', 'C']);
    expect(lastDeferral(run)).toMatchObject({
      detail: 'container of 6 GiB: memory 10 % + 75 % reserved for running tasks + 25 % for this task, limit 85 %',
      view: { memory: 10, reserved: 75, memoryOf: 'container of 6 GiB' },
    });
  });

  it('F247 apply to CPUs in the same way: a quota of one CPU on a machine of four', () => {
    const cpu = (used: number) => [
      { name: 'machine', cpu: { capacity: 4, used: 1 + used } },
      { name: 'container of 1 CPU', cpu: { capacity: 1, used } },
    ];
    const run = drive(buildMission({ tasks: [test('A'), test('B')] }), { ...MACHINE, cpus: 1 });
    run.start();
    run.advance(200);
    expect(launched(run.sample({ cpu: 25, own: 0, constraints: cpu(0), from: 0 }))).toEqual(['A']);
    const reading = { from: 0, to: 200, cpu: 25, own: 0, constraints: cpu(0) };
    expect(gateView(run.state, reading)).toMatchObject({ cpu: 0, unseen: 100, cpuOf: 'container of 1 CPU' });
    run.advance(450);
    expect(
      launched(run.sample({ cpu: 60, own: 0.6, usage: { A: uses(0.6) }, constraints: cpu(0.6), from: 200 })),
    ).toEqual(['B']);
  });

  it('F247 never admit a request that does not fit one of them, whatever they are', () => {
    const size = fc.integer({ min: 1, max: 64 });
    const drawn = fc.record({ capacity: size, share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), fc.array(size, { maxLength: 6 }), (parts, sizes) => {
        const constraints = parts.map(({ capacity, share }, index) => ({
          name: `constraint ${index}`,
          memory: { capacity: capacity * GIB, used: share * capacity * GIB },
        }));
        const tasks = sizes.map((gib, index) => task(`A${index}`, { memory: gib * GIB }));
        const run = drive(buildMission({ tasks: [...tasks, task('Z')] }), { ...MACHINE, constraints });
        run.start();
        for (const { memory } of constraints) {
          const asked = launched(run.journal).reduce((sum, id) => sum + (run.state.plan.byId.get(id)?.memory ?? 0), 0);
          if (asked > 0) expect(memory.used + asked).toBeLessThanOrEqual(0.85 * memory.capacity * (1 + 1e-9));
        }
      }),
    );
  });
});
