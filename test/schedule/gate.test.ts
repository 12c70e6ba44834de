import { describe, expect, it } from 'vitest';
import type { AdmissionRules } from '../../src/mission/model/mission.ts';
import { gateView, readingBlock } from '../../src/schedule/gate/gate-view.ts';
import { buildMission, GIB, MACHINE, task, test } from '../build-mission.ts';
import { drive, launched } from './drive.ts';
import { admits, gateFor, lastDeferral } from './gate-for.ts';

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

  it('let a smaller task pass one that does not fit, and report the figures', () => {
    const run = drive(buildMission({ tasks: tasks(60, 50, 40) }));
    expect(launched(run.start())).toEqual(['A0', 'A2']);
    expect(lastDeferral(run)).toMatchObject({
      ids: ['A1'],
      reason: 'load',
      detail: 'load 60 of what runs + 50 of this task, allowed 100',
      view: { load: 60, active: 1 },
    });
  });

  it('count as 0 if not declared', () => {
    const run = drive(buildMission({ tasks: tasks(100, undefined, undefined) }));
    expect(launched(run.start())).toHaveLength(3);
  });

  it('apply to tests as to tasks', () => {
    const run = gateFor(
      { cpu: 1, memory: 1 },
      { tasks: [task('B', { load: 96 }), test('U', { needs: ['A'], load: 5 })] },
    );
    expect([...run.state.active.keys()]).toEqual(['B', 'T']);
    expect(lastDeferral(run)).toMatchObject({ ids: ['U'], reason: 'load' });
  });
});

describe('which kind the readings hold back', () => {
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

  it('checks workers, load and memory requests with the gate off', () => {
    const admission = { gate: 'off', workers: { caution: 1, limit: 1 } } as const;
    const run = drive(buildMission({ tasks: [task('A'), test('T')], admission }));
    expect(launched(run.start())).toEqual(['T']);
  });
});

describe('missing readings', () => {
  it('F64: waits for the first whole window of a machine that can be measured', () => {
    const run = drive(buildMission({ tasks: [test('T')] }));
    expect(launched(run.start())).toEqual([]);
    expect(lastDeferral(run)).toMatchObject({ reason: 'cpu', detail: 'the machine is not measured yet' });
    run.advance(1_000);
    expect(launched(run.sample({ cpu: 1, memory: 1 }))).toEqual(['T']);
  });

  it('F64: checks workers and loads if there is no measurement source', () => {
    const tests = Array.from({ length: 8 }, (_, index) => test(`T${index}`, { load: 30 }));
    const run = drive(buildMission({ tasks: tests }), { ...MACHINE, source: 'none' });
    expect(launched(run.start())).toEqual(['T0', 'T1', 'T2']);
    expect(lastDeferral(run)?.reason).toBe('load');
  });

  it('F64: uses the memory of a reading without a CPU figure, and the CPU of one without memory', () => {
    expect(admits(gateFor({ memory: 10 }))).toBe(true);
    expect(admits(gateFor({ memory: 85 }))).toBe(false);
    expect(admits(gateFor({ cpu: 74 }))).toBe(true);
    expect(admits(gateFor({ cpu: 75 }))).toBe(false);
  });

  it('F64: on half a CPU, an undeclared launch counts as 100 %', () => {
    const run = drive(buildMission({ tasks: [test('T1'), test('T2')] }), { ...MACHINE, cpus: 0.5 });
    run.show({ cpu: 0, memory: 0 });
    expect(launched(run.start())).toEqual(['T1']);
    expect(lastDeferral(run)?.detail).toBe('CPU 0 % + 100 % for tasks that just started, limit 75 %');
  });

  it('ignores memory requests if the machine reports no memory', () => {
    const run = drive(buildMission({ tasks: [task('A', { memory: GIB })] }), { ...MACHINE, memory: 0 });
    expect(launched(run.start())).toEqual(['A']);
    expect(readingBlock(run.state, undefined, gateView(run.state, undefined))).toBeDefined();
  });
});
