import { describe, expect, it } from 'vitest';
import { learnDemand } from '../../src/history/learn-demand.ts';
import type { HistoryLine } from '../../src/history/line.ts';
import { historyMachine } from '../../src/history/machine-class.ts';
import { predictTasks } from '../../src/history/predict-tasks.ts';
import type { LearnedDemand } from '../../src/schedule/events/prediction.ts';
import { buildMission, GIB, MACHINE, task } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { line } from './lines.ts';

const here = historyMachine(MACHINE);
const MB = 1024 ** 2;

/** A measured run on this machine. */
function measured(parts: Partial<HistoryLine> = {}): HistoryLine {
  return line({ cpus: 1, peakMemory: 100 * MB, machine: here, ...parts });
}

function used(...cpus: readonly number[]): readonly HistoryLine[] {
  return cpus.map((figure) => measured({ cpus: figure }));
}

function learn(...lines: readonly HistoryLine[]): LearnedDemand | undefined {
  return learnDemand(lines, here);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

describe('F215 demand that is learned from history', () => {
  it('F431 has what services used, if that was measured', () => {
    const [low, high] = [measured({ demand: 0.5, services: 0.2 }), measured({ demand: 0.5, services: 0.4 })];
    expect(learn(low, high)).toMatchObject({ cpus: 0.5, services: 0.4, runs: 2 });
    // A line of an older version, and runs without services.
    expect(learn(measured({ cpus: 0.5, services: 0.4 }))).not.toHaveProperty('services');
    expect(learn(measured({ demand: 0.5 }))).not.toHaveProperty('services');
  });

  it('is what a high share of the successful runs used at most', () => {
    expect(learn(measured({ cpus: 1.5, peakMemory: 3 * GIB }))).toEqual({ cpus: 1.5, memory: 3 * GIB, runs: 1 });
    expect(learn(...used(1, 1.2, 1.1))).toMatchObject({ cpus: 1.2, runs: 3 });
    const peaks = [200, 300, 100, 250].map((size) => measured({ peakMemory: size * MB }));
    expect(learn(...peaks)).toMatchObject({ memory: 300 * MB });
  });

  it('forgets an outlier after six newer runs, and follows a rise at once', () => {
    expect(learn(...used(3, 1, 1, 1, 1, 1))?.cpus).toBe(3);
    expect(learn(...used(3, 1, 1, 1, 1, 1, 1))?.cpus).toBe(1);
    expect(learn(...used(...Array<number>(20).fill(1), 3))?.cpus).toBe(3);
  });

  it('follows a lasting fall within fifteen runs', () => {
    const before = Array<number>(20).fill(4);
    expect(learn(...used(...before, ...Array<number>(3).fill(1)))?.cpus).toBe(4);
    expect(learn(...used(...before, ...Array<number>(15).fill(1)))?.cpus).toBe(1);
  });

  it('is never below the median of the runs that count, and never above their maximum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 40 }), (peaks) => {
        const { memory = Number.NaN } = learn(...peaks.map((peakMemory) => measured({ peakMemory }))) ?? {};
        const counted = peaks.slice(-20);
        expect(memory).toBeGreaterThanOrEqual(medianOf(counted));
        expect(memory).toBeLessThanOrEqual(Math.max(...counted));
      }),
    );
  });

  it('never falls if a run had used more, or if another run follows that used as much or more', () => {
    const anyPeaks = fc.array(fc.nat(1e6), { minLength: 1, maxLength: 19 });
    fc.assert(
      fc.property(anyPeaks, fc.nat(), fc.nat(1e6), (peaks, at, more) => {
        const memoryOf = (figures: readonly number[]): number =>
          learn(...figures.map((peakMemory) => measured({ peakMemory })))?.memory ?? Number.NaN;
        const raised = peaks.map((peak, index) => (index === at % peaks.length ? peak + more : peak));
        expect(memoryOf(raised)).toBeGreaterThanOrEqual(memoryOf(peaks));
        expect(memoryOf([...peaks, memoryOf(peaks) + more])).toBeGreaterThanOrEqual(memoryOf(peaks));
      }),
    );
  });

  it('ignores an outlier that is long ago, however high it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 12, maxLength: 12 }), (peaks) => {
        const outlier = measured({ peakMemory: 1e12 });
        expect(learn(outlier, ...peaks.map((peakMemory) => measured({ peakMemory })))?.memory).toBeLessThan(1e12);
      }),
    );
  });
});

describe('F216 demand is learned only from runs that show it', () => {
  it.each<[string, Partial<HistoryLine>]>([
    ['failed', { status: 'failed' }],
    ['was stopped', { status: 'cancelled' }],
    ['was too short to be measured', { duration: 249 }],
    ['had a CPU budget', { budget: 2 }],
    ['ran on another class of machine', { machine: { ...here, cpus: 64 } }],
  ])('not from a run that %s', (_, parts) => {
    const other = measured({ cpus: 3, peakMemory: 9 * GIB, ...parts });
    expect(learn(other)).toBeUndefined();
    expect(learn(other, measured(), other)).toEqual({ cpus: 1, memory: 100 * MB, runs: 1 });
  });

  it('lines of older versions, which do not name their machine, count for memory and not for CPUs', () => {
    const older = line({ cpuSeconds: 16, peakMemory: 2 * GIB });
    expect(learn(older)).toEqual({ memory: 2 * GIB, runs: 1 });
    expect(learn(older, measured())).toEqual({ cpus: 1, memory: 2 * GIB, runs: 2 });
  });

  it('with a CPU budget, runs with the same budget count', () => {
    const lines = [measured({ cpus: 4 }), measured({ cpus: 1.9, budget: 2 }), measured({ cpus: 1, budget: 1 })];
    expect(learnDemand(lines, here, 2)).toEqual({ cpus: 1.9, memory: 100 * MB, runs: 1 });
    expect(learnDemand(lines, here, 3)).toBeUndefined();
    const mission = buildMission({ tasks: [task('work', { cpus: 1 })] });
    expect(predictTasks(lines, mission, new Map([['work', 'abc']]), here).work?.demand?.cpus).toBe(1);
  });

  it('a run that was not measured does not count at all', () => {
    expect(learn(line({ machine: here }))).toBeUndefined();
    expect(learn(measured(), ...Array<HistoryLine>(30).fill(line({ machine: here })))).toMatchObject({ runs: 1 });
  });

  it('a run without a memory figure counts for CPUs', () => {
    expect(learn(line({ cpus: 2, machine: here }))).toEqual({ cpus: 2, runs: 1 });
  });
});

describe('F217 a run on a crowded machine shows a lower bound', () => {
  const squeezed = (cpus: number): HistoryLine => measured({ cpus, crowded: true });

  it('of builds that shared the CPUs: each counts as at least one CPU', () => {
    expect(learn(squeezed(0.33), squeezed(0.35))?.cpus).toBe(1);
    expect(learn(squeezed(2.5))?.cpus).toBe(2.5);
  });

  it('on a fraction of a CPU: as all of it, which is the most that it can use', () => {
    const small = { ...here, cpus: 0.5 };
    expect(learnDemand([measured({ cpus: 0.2, crowded: true, machine: small })], small)?.cpus).toBe(0.5);
  });

  it('of a task that only waits: as it is', () => {
    expect(learn(squeezed(0.02))?.cpus).toBe(0.02);
  });

  it('a run on a free machine decides, unless the crowded ones used more', () => {
    expect(learn(measured({ cpus: 0.5 }), squeezed(0.3), squeezed(0.3))?.cpus).toBe(0.5);
    expect(learn(measured({ cpus: 0.5 }), squeezed(1.8))?.cpus).toBe(1.8);
  });
});

describe('F273 the demand that was measured', () => {
  it('counts instead of what the task got, also on a crowded machine', () => {
    expect(learn(measured({ cpus: 0.3, demand: 0.9, crowded: true }))?.cpus).toBe(0.9);
    expect(learn(measured({ cpus: 0.3, demand: 0.4, crowded: true }))?.cpus).toBe(0.4);
    expect(learn(measured({ cpus: 0.5 }), measured({ cpus: 0.3, demand: 0.9, crowded: true }))?.cpus).toBe(0.9);
  });

  it('is mixed with lines of older versions, which have none', () => {
    const squeezed = measured({ cpus: 0.3, crowded: true });
    expect(learn(squeezed, measured({ cpus: 0.4, demand: 0.7, crowded: true }))?.cpus).toBe(0.7);
  });
});

describe('F218 `admission.learn: false`', () => {
  const tasks = [task('work'), task('constructor')];
  const commands = new Map(tasks.map(({ id }) => [id, 'abc']));
  const lines = [measured({ cpus: 2 }), measured({ task: 'constructor', peakMemory: GIB })];

  it('turns off learned demand, and keeps the predicted durations', () => {
    const [learning, other] = [true, false].map((on) =>
      predictTasks(lines, buildMission({ tasks, admission: { learn: on } }), commands, here),
    );
    expect(learning?.work?.demand).toEqual({ cpus: 2, memory: 100 * MB, runs: 1 });
    expect(learning?.constructor).toMatchObject({ demand: { memory: GIB } });
    expect(other?.work).toMatchObject({ expect: 8_000, runs: 1 });
    expect(JSON.stringify(other)).not.toContain('demand');
  });
});
