import { describe, expect, it } from 'vitest';
import { foreignLoad } from '../../../src/simulate/measured/foreign-load.ts';
import { knownReadings } from '../../../src/simulate/measured/known-readings.ts';
import { steadyProfile } from '../../../src/simulate/measured/load-profile.ts';
import type { MeasuredReading } from '../../../src/simulate/measured/measured-run.ts';
import { measuredWindows } from '../../../src/simulate/measured/measured-windows.ts';
import { buildMission } from '../../build-mission.ts';

function reading(from: number, to: number, cpu: number): MeasuredReading {
  return { from, to, at: to + 2, cpu };
}

describe('the windows of a run', () => {
  const windows = measuredWindows([reading(5, 1005, 10), reading(1005, 2005, 20), reading(5025, 6025, 30)], 1000);

  it('are the recorded ones', () => {
    expect(windows.newest(1006)).toBeUndefined();
    expect(windows.newest(1007)).toMatchObject({ from: 5, to: 1005, at: 1007 });
    expect(windows.next(1007)).toMatchObject({ from: 1005, to: 2005, at: 2007 });
  });

  it('fill the time between two recorded windows evenly', () => {
    expect(windows.newest(3_500)).toEqual({ from: 2005, to: 3010, at: 3012 });
    expect(windows.next(3_500)).toEqual({ from: 3010, to: 4015, at: 4017 });
    expect(windows.next(5_100)).toMatchObject({ from: 5025, to: 6025, cpu: 30 });
  });

  it('continue after the last one', () => {
    expect(windows.newest(9_000)).toEqual({ from: 7025, to: 8025, at: 8027 });
    expect(windows.next(9_000)).toEqual({ from: 8025, to: 9025, at: 9027 });
  });

  it('have their usual length between those that were longer because the machine rested', () => {
    const rested = measuredWindows([reading(0, 1000, 5), reading(1000, 6000, 1), reading(6000, 11_000, 1)], 1000);
    expect(rested.newest(12_500)).toMatchObject({ from: 11_000, to: 12_000 });
  });

  it('have the given length if none was recorded', () => {
    const none = measuredWindows([], 500);
    expect(none.newest(400)).toBeUndefined();
    expect(none.next(400)).toEqual({ from: 0, to: 500, at: 501 });
  });
});

const mission = buildMission({ tasks: [] });

describe('windows inferred from decisions', () => {
  const readings = [reading(0, 1000, 90), reading(3000, 4000, 80)];

  it('have the figure of the decision, in the window that was the newest then', () => {
    const known = knownReadings({ mission, readings, views: [{ at: 2002, cpu: 40 }] }, []);
    expect(known.map(({ at, cpu }) => [at, cpu])).toEqual([
      [1002, 90],
      [2002, 40],
      [4002, 80],
    ]);
  });

  it('are not added if the decision saw a recorded window', () => {
    const views = [{ at: 10 }, { at: 1500, cpu: 90 }, { at: 4500, cpu: 80 }];
    expect(knownReadings({ mission, readings, views: views.slice(1) }, [])).toEqual(readings);
  });
});

describe('F432 a window that only a decision shows', () => {
  const readings = [reading(0, 1000, 90), reading(3000, 4000, 80)];
  // In the window up to 2000, A used half of the CPUs and had ended, B a quarter, and C had just started.
  const ran = (id: string, launched: number, ended: number, load: number) => {
    return { id, launched, ended, profile: steadyProfile(load) };
  };
  const runs = [ran('A', 0, 2001, 50), ran('B', 0, 4000, 25), ran('C', 1900, 4000, 50)];
  const known = (parts: { readonly cpu: number; readonly hasOwnUse?: true; readonly react?: number }) => {
    const { cpu, hasOwnUse, react = 250 } = parts;
    const own = hasOwnUse === undefined ? {} : { hasOwnUse };
    const rules = buildMission({ tasks: [], admission: { react } });
    return knownReadings({ mission: rules, readings, views: [{ at: 2002, cpu }], ...own }, runs)[1]?.cpu;
  };

  it('is as busy as the decision says, with what had ended or had just started', () => {
    expect(known({ cpu: 30, hasOwnUse: true })).toBeCloseTo(30 + 50 + 5, 6);
    expect(known({ cpu: 80, hasOwnUse: true })).toBe(100);
  });

  it('is as busy as the decision says in an older journal, on a machine that was full, and with whole windows only', () => {
    expect(known({ cpu: 30 })).toBe(30);
    expect(known({ cpu: 98, hasOwnUse: true })).toBe(98);
    expect(known({ cpu: 30, hasOwnUse: true, react: 0 })).toBe(30);
  });
});

describe('foreign load', () => {
  const readings = [reading(0, 1000, 60), reading(1000, 2000, 90), reading(4000, 5000, 30)];
  const run = { id: 'A', launched: 1000, ended: 2000, profile: steadyProfile(50) };
  const foreign = foreignLoad(readings, [run], 0, 5000);
  const at = (from: number) => foreign.in({ from, to: from + 1000, at: from + 1002 }).cpu;

  it('is the measured load minus that of the tasks, and stays until the next known window', () => {
    expect([0, 1000, 2000, 3000, 4000].map(at)).toEqual([60, 40, 40, 40, 30]);
    expect([0, 1002, 2002, 5002].map((time) => foreign.next(time))).toEqual([1002, 2002, 5002, undefined]);
  });

  it('is its mean over time after the end of the run', () => {
    expect(at(5000)).toBeCloseTo((60 * 1 + 40 * 3 + 30 * 1) / 5, 6);
  });
});
