import { describe, expect, it } from 'vitest';
import { learnedFrom } from '../../../src/simulate/measured/learn-from-run.ts';
import type { MeasuredAttempt, MeasuredRun } from '../../../src/simulate/measured/measured-run.ts';
import { buildMission, GIB, MACHINE, task } from '../../build-mission.ts';

function runOf(attempts: readonly MeasuredAttempt[], learn = true): MeasuredRun {
  return {
    mission: buildMission({ tasks: [task('A'), task('B')], admission: { learn } }),
    machine: MACHINE,
    ended: 10_000,
    tasks: new Map([
      ['A', { attempts, status: 'succeeded' }],
      ['B', { attempts: [], status: 'skipped' }],
    ]),
    services: new Map(),
    readings: [],
    views: [],
    heldByCpu: [],
  };
}

const attempt = (started: number, ended: number, cpuSeconds: number, memory: number): MeasuredAttempt => ({
  started,
  ended,
  end: 'succeeded',
  use: [{ at: ended - 1, cpuSeconds, memory }],
});

describe('what the next run would learn from this one', () => {
  it('is the use of CPU of the newest attempt, and the highest memory of all', () => {
    const run = runOf([attempt(0, 1_000, 3, 2 * GIB), attempt(2_000, 4_000, 4, GIB)]);
    expect(learnedFrom(run)).toEqual({
      A: expect.objectContaining({ expect: 2_000, demand: { cpus: 0.5, memory: 2 * GIB, runs: 1 } }),
    });
  });

  it('F273 is what the newest attempt would have used alone, if that was measured', () => {
    const squeezed = { ...attempt(0, 4_000, 1, GIB), solo: { duration: 1_000, cpus: 1, idle: 0 } };
    expect(learnedFrom(runOf([squeezed]))?.A?.demand).toMatchObject({ cpus: 1 });
  });

  it('F431 names what its services used apart from it', () => {
    const served = { ...attempt(0, 2_000, 2, GIB), served: 0.25, solo: { duration: 2_000, cpus: 1, idle: 0 } };
    expect(learnedFrom(runOf([served]))?.A?.demand).toMatchObject({ cpus: 0.75, services: 0.25 });
  });

  it('does not contain the CPUs of an attempt that is too short to be measured', () => {
    expect(learnedFrom(runOf([attempt(0, 200, 0.1, GIB)]))?.A?.demand).toEqual({ memory: GIB, runs: 1 });
  });

  it('is nothing if nothing was measured, if all of it was known, or with `learn: false`', () => {
    expect(learnedFrom(runOf([]))).toBeUndefined();
    expect(learnedFrom(runOf([attempt(0, 1_000, 1, GIB)], false))).toBeUndefined();
    const run = runOf([attempt(0, 1_000, 1, GIB)]);
    expect(learnedFrom({ ...run, predictions: learnedFrom(run) })).toBeUndefined();
  });
});
