import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/schedule/events/event.ts';
import { changedLimits } from '../../src/simulate/changed-limits.ts';
import { busyPart, profileOfSegments } from '../../src/simulate/machine/profile.ts';
import { usedBetween, VirtualMachine } from '../../src/simulate/machine/virtual-machine.ts';
import type { MeasuredReading, MeasuredRun, MeasuredTask } from '../../src/simulate/measured/measured-run.ts';
import { replayer } from '../../src/simulate/replay.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';

interface Measured {
  readonly id: string;
  readonly started: number;
  readonly ended: number;
  /** What it would have taken and used alone. */
  readonly solo: number;
  readonly cpus: number;
  /** CPU seconds up to a moment; absent if it used the same all the time. */
  readonly used?: (to: number) => number;
}

/** A run as its journal would show it: the exact CPU time of each task, and the load of the machine in windows of a second. */
function measuredRun(list: readonly Measured[], cpus: number, busy: (from: number, to: number) => number): MeasuredRun {
  const ended = Math.max(...list.map((each) => each.ended));
  const mission = buildMission({
    tasks: list.map(({ id }) => task(id)),
    admission: { gate: 'off', workers: { caution: list.length, limit: list.length } },
  });
  const readings = Array.from({ length: Math.ceil(ended / 1000) }, (_, index): MeasuredReading => {
    const [from, to] = [index * 1000, (index + 1) * 1000];
    return { from, to, at: to + 1, cpu: busy(from, Math.min(to, ended)), memory: 0 };
  });
  const tasks = list.map(({ id, started, ended: end, solo, cpus: wanted, used }): [string, MeasuredTask] => {
    const windows = used === undefined ? [] : readings.filter(({ to }) => to < end);
    const use = [
      ...windows.map(({ to }) => ({ at: to, cpuSeconds: used?.(to) ?? 0, memory: 0 })),
      { at: end, cpuSeconds: (solo * wanted) / 1000, memory: 0 },
    ];
    const idle = 1 - busyPart(wanted, 0, cpus);
    const attempt = {
      started,
      ended: end,
      end: 'succeeded' as const,
      use,
      solo: { duration: solo, cpus: wanted, idle },
    };
    return [id, { attempts: [attempt], status: 'succeeded' }];
  });
  const machine = { ...MACHINE, cpus };
  return { mission, machine, ended, tasks: new Map(tasks), services: new Map(), readings, views: [], heldByCpu: [] };
}

function endOf(events: readonly Event[]): number {
  return events.at(-1)?.at ?? 0;
}

describe('the replay of a run beside another program that wanted two of two CPUs', () => {
  // Six threads on two CPUs: each task took three times as long as alone, and the other program got two thirds of a CPU.
  const list = ['A', 'B', 'C', 'D'].map((id) => ({ id, started: 0, ended: 30_000, solo: 10_000, cpus: 1 }));
  const run = measuredRun(list, 2, () => 100);
  const under = (changes: Parameters<typeof changedLimits>[1], cpus?: number) =>
    replayer(run, { cpus })(changedLimits(run.mission.admission, changes));

  it('takes as long at the same limits', () => {
    expect(endOf(under({}).events)).toBeCloseTo(30_000, 0);
    expect(under({}).highest.cpu).toBeLessThanOrEqual(100);
  });

  it('lets the other program take what a single task leaves', () => {
    // Three threads on two CPUs.
    expect(endOf(under({ workers: 1 }).events)).toBeCloseTo(60_000, -2);
  });

  it('is slower beside a further program, which takes its share', () => {
    // Seven threads on two CPUs, then eight.
    expect(endOf(replayer(run, { others: 1 })(run.mission.admission).events)).toBeCloseTo(35_000, -2);
    expect(endOf(replayer(run, { others: 2 })(run.mission.admission).events)).toBeCloseTo(40_000, -2);
    expect(endOf(replayer(run, { others: 0 })(run.mission.admission).events)).toBeCloseTo(30_000, 0);
  });

  it('is faster on more CPUs, but no task is faster than alone', () => {
    const larger = endOf(under({}, 4).events);
    expect(larger).toBeLessThan(29_000);
    expect(endOf(under({}, 64).events)).toBeCloseTo(10_000, -1);
    expect(endOf(under({}, 1).events)).toBeGreaterThan(40_000);
  });
});

describe('F432 the gate of a replay', () => {
  // The machine seems to be less busy than its tasks alone: measurements are a little off, and more so what decisions show.
  const list = ['A', 'B', 'C', 'D', 'E'].map((id, index) => {
    return { id, started: 2000 * index, ended: 2000 * index + 4000, solo: 4000, cpus: 1 };
  });
  const run = measuredRun(list, 2, () => 70);
  const rules = { ...run.mission.admission, gate: 'all' as const, workers: { caution: 9, limit: 9 } };

  it('never sees less CPU in use than the tasks of the mission use', () => {
    for (const others of [0, 1]) {
      const { events } = replayer(run, { others })(rules);
      const readings = events.flatMap((event) => (event.type === 'sampled' ? [event.reading] : []));
      expect(readings.length).toBeGreaterThan(3);
      for (const { cpu = 0, own = 0, from } of readings) {
        // A window of the run in which the same tasks ran is as it was measured.
        if (others > 0 || from > 10_000) expect(cpu).toBeGreaterThanOrEqual(50 * own - 2);
      }
    }
  });

  it('waits for a CPU that another program keeps busy', () => {
    const alone = endOf(replayer(run)(rules).events);
    const beside = endOf(replayer(run, { others: 1 })(rules).events);
    // One task after the other, on one CPU and what the other program leaves.
    expect(beside).toBeGreaterThan(1.3 * alone);
    expect(beside).toBeLessThan(2.5 * alone);
  });

  it('opens soon after a task has begun to wait, also beyond the end of the record', () => {
    // A keeps two CPUs busy for 8.3 s, and then waits. On one CPU, it computes twice as long.
    const used = (to: number) => (2 * Math.min(to, 8300)) / 1000;
    const waits = { id: 'A', started: 0, ended: 14_000, solo: 14_000, cpus: 16.6 / 14, used };
    const short = { id: 'B', started: 8500, ended: 9500, solo: 1000, cpus: 1 };
    const recorded = measuredRun([waits, short], 2, (from, to) => (50 * 1000 * (used(to) - used(from))) / (to - from));
    const { events } = replayer(recorded, { cpus: 1 })(rules);
    const launched = events.find((event) => event.type === 'admitted' && event.id === 'B')?.at ?? Infinity;
    expect(launched).toBeGreaterThan(16_000);
    expect(launched).toBeLessThan(19_500);
  });

  it('learns from what ended, as in the run', () => {
    const usage = { cpuSeconds: 4, peakMemory: 5e6, waited: 1, delayed: 1, idle: 0, parallelism: 1 };
    const tasks = new Map(
      [...run.tasks].map(([id, task]) => [
        id,
        { ...task, attempts: task.attempts.map((each) => ({ ...each, usage })) },
      ]),
    );
    const exits = (machine: { readonly others?: number }) =>
      replayer(
        { ...run, tasks },
        machine,
      )(rules).events.flatMap((event) =>
        event.type === 'step-exited' && event.usage !== undefined ? [event.usage] : [],
      );
    expect(exits({})).toHaveLength(list.length);
    for (const each of exits({})) expect(each).toMatchObject({ cpuSeconds: 4, peakMemory: 5e6, parallelism: 1 });
    const delayed = (machine: { readonly others?: number }) =>
      exits(machine).reduce((sum, each) => sum + (each.delayed ?? 0), 0);
    expect(delayed({ others: 2 })).toBeGreaterThan(delayed({}));
    // A journal without usage says nothing.
    expect(replayer(run)(rules).events.some((event) => event.type === 'step-exited' && 'usage' in event)).toBe(false);
  });
});

/** What is computed window by window is 2 % off for these. */
const FROM_WINDOWS_ALONE = [
  { solo: 3000, load: 12 },
  { solo: 6827, load: 100 },
  { solo: 7360, load: 50 },
  { solo: 3000, load: 4 },
  { solo: 3008, load: 41 },
  { solo: 3011, load: 1 },
];

describe('F277 for random runs that were measured', () => {
  const drawn = fc.array(
    fc.record({ solo: fc.integer({ min: 3_000, max: 20_000 }), load: fc.integer({ min: 1, max: 100 }) }),
    { minLength: 1, maxLength: 10 },
  );

  it('the replay at the same limits takes as long, within 2 %, and one worker takes the sum of what each takes alone', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 8 }), (tasks, cpus) => {
        const machine = new VirtualMachine(cpus);
        const launched = tasks.map(({ solo, load }, index) => {
          const wanted = (load / 100) * cpus;
          const segment = { solo, cpus: wanted, slowed: busyPart(wanted, 0, cpus), memory: 0 };
          const started = machine.start(`A${index}`, profileOfSegments([segment]), 0);
          machine.runUntil(`A${index}`, solo, 0);
          return started;
        });
        const ends = new Map<string, number>();
        for (let now = machine.next(); now !== Infinity; now = machine.next()) {
          for (const id of machine.advance()) {
            ends.set(id, now);
            machine.remove(id, now);
          }
        }
        const list = launched.map((each, index): Measured => {
          const { solo = 0, load = 0 } = tasks[index] ?? {};
          const used = (to: number): number => usedBetween(each, 0, to) / 1000;
          return { id: each.id, started: 0, ended: ends.get(each.id) ?? 0, solo, cpus: (load / 100) * cpus, used };
        });
        const took = Math.max(...ends.values());
        const busy = (from: number, to: number): number =>
          launched.reduce((sum, each) => sum + (100 * usedBetween(each, from, to)) / (to - from) / cpus, 0);
        const run = measuredRun(list, cpus, (from, to) => Math.min(100, busy(from, to)));
        const same = replayer(run)(run.mission.admission);
        expect(Math.abs(endOf(same.events) / took - 1)).toBeLessThan(0.02);
        expect(same.highest.cpu ?? 0).toBeLessThanOrEqual(100);
        expect(replayer(run)(run.mission.admission)).toEqual(same);
        const serial = endOf(replayer(run)(changedLimits(run.mission.admission, { workers: 1 })).events);
        const sum = tasks.reduce((total, { solo }) => total + solo, 0);
        expect(Math.abs(serial / sum - 1)).toBeLessThan(0.1);
      }),
      { numRuns: 200, examples: [[FROM_WINDOWS_ALONE, 2]] },
    );
  });
});
