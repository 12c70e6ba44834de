import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Figures, Measure } from '../../src/machine/measure/figures.ts';
import { createSampler, type SamplerOptions } from '../../src/machine/sampler.ts';
import type { MachineMeasure } from '../../src/machine/this-machine.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';
import { fc } from '../suite/fast-check.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function onlyWindows(measure: Measure, shortest = 100): MachineMeasure {
  return { measure, shortest, memory: () => undefined };
}

/** A sampler on virtual time that begins at 100, with windows of a second. */
function sample(measure: Measure, changes: Partial<SamplerOptions> = {}) {
  const began = Date.now() - 100;
  const readings: Reading[] = [];
  const sampler = createSampler({
    window: 1000,
    clock: { now: () => Date.now() - began },
    machine: onlyWindows(measure),
    measureUsage: () => undefined,
    ...changes,
  });
  sampler.start((reading) => readings.push(reading));
  return { sampler, readings };
}

/** Returns at once a figure that counts the calls. */
function counting(): Measure {
  let calls = 0;
  return (done) => done({ cpu: calls++ });
}

describe('createSampler', () => {
  test('one reading per window, without gaps, the first after a short window', () => {
    const { readings } = sample(counting());
    expect(readings).toEqual([]);
    vi.advanceTimersByTime(199);
    expect(readings).toEqual([]);
    vi.advanceTimersByTime(2001);
    expect(readings).toEqual([
      { from: 100, to: 300, cpu: 1 },
      { from: 300, to: 1300, cpu: 2 },
      { from: 1300, to: 2300, cpu: 3 },
    ]);
  });
  test('the first window can have the length of the others', () => {
    const { readings } = sample(counting(), { first: 1000 });
    vi.advanceTimersByTime(1000);
    expect(readings.map(({ from, to }) => [from, to])).toEqual([[100, 1100]]);
  });
  test('windows of any wanted length are at least as long as the machine needs', () => {
    const { readings } = sample(counting(), { lengthOf: () => 50 });
    vi.advanceTimersByTime(400);
    expect(readings.map(({ from, to }) => [from, to])).toEqual([
      [100, 300],
      [300, 400],
      [400, 500],
    ]);
  });
  test('the first window is never longer than the others', () => {
    const { readings } = sample(counting(), { window: 150 });
    vi.advanceTimersByTime(300);
    expect(readings.map(({ from, to }) => [from, to])).toEqual([
      [100, 250],
      [250, 400],
    ]);
  });
  test('a late timer makes one longer window', () => {
    const { readings } = sample(counting());
    vi.setSystemTime(Date.now() + 2500);
    vi.advanceTimersByTime(1200);
    expect(readings.map(({ from, to }) => [from, to])).toEqual([
      [100, 2800],
      [2800, 3800],
    ]);
  });
  test('usage is read once a window', () => {
    let asked = 0;
    const { readings } = sample(counting(), {
      measureUsage: () => {
        asked += 1;
        return { cpuSeconds: 0, ...(asked === 2 ? { usage: { a: { cpuSeconds: 1, memory: 2 } } } : {}) };
      },
    });
    vi.advanceTimersByTime(2000);
    // Once more at the start, where the first window begins.
    expect(asked).toBe(3);
    expect(readings[0]?.usage).toEqual({ a: { cpuSeconds: 1, memory: 2 } });
    expect(readings[1]).not.toHaveProperty('usage');
  });
  test('F212 the own CPU use covers exactly the window, with what ended in it', () => {
    const sums = [0, 0.1, 1.1, 1.1, 4];
    const { sampler, readings } = sample(counting(), { measureUsage: () => ({ cpuSeconds: sums.shift() ?? 4 }) });
    vi.advanceTimersByTime(1200);
    vi.advanceTimersByTime(500);
    sampler.measure(250);
    vi.advanceTimersByTime(0);
    vi.setSystemTime(Date.now() + 1000);
    vi.advanceTimersByTime(250);
    expect(readings.map(({ from, to, own }) => [to - from, own])).toEqual([
      [200, 0.5],
      [1000, 1],
      [500, 0],
      [1250, 2.32],
    ]);
  });
  test('F212 the own use is absent if it cannot be measured', () => {
    const { readings } = sample(counting(), { measureUsage: () => undefined });
    vi.advanceTimersByTime(2000);
    expect(readings[1]).toEqual({ from: 300, to: 1300, cpu: 2 });
  });
  test('there are no readings after a stop, which may be repeated and may come from inside a reading', () => {
    const { sampler, readings } = sample(counting());
    vi.advanceTimersByTime(1000);
    sampler.stop();
    sampler.stop();
    sampler.start(() => expect.fail('started again'));
    vi.advanceTimersByTime(5000);
    expect(readings).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);

    const seen: Reading[] = [];
    const other = createSampler({ window: 10, clock: { now: () => 0 }, machine: onlyWindows(counting()) });
    other.start((reading) => {
      seen.push(reading);
      other.stop();
    });
    vi.advanceTimersByTime(1000);
    expect(seen).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
  test('a stop before the start', () => {
    const sampler = createSampler({
      window: 10,
      clock: { now: () => 0 },
      machine: onlyWindows(counting()),
    });
    sampler.stop();
    sampler.start(() => expect.fail('sampled'));
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
  });
  test('an error of the receiver is not swallowed', () => {
    const sampler = createSampler({
      window: 10,
      clock: { now: () => 0 },
      machine: onlyWindows(counting()),
    });
    sampler.start(() => {
      throw new Error('journal is full');
    });
    expect(() => vi.advanceTimersByTime(10)).toThrow('journal is full');
    sampler.stop();
  });
});

function slow() {
  const waiting: ((figures: Figures) => void)[] = [];
  const measure: Measure = (done) => {
    waiting.push(done);
  };
  return { waiting, measure };
}

const times = (readings: readonly Reading[]) => readings.map(({ from, to }) => [from, to]);

describe('measure', () => {
  test('ends the window in progress and the next one after the given time, then windows have their usual length', () => {
    const { sampler, readings } = sample(counting());
    vi.advanceTimersByTime(600);
    expect(times(readings)).toEqual([[100, 300]]);
    sampler.measure(250);
    expect(readings).toHaveLength(1);
    vi.advanceTimersByTime(0);
    expect(times(readings).slice(1)).toEqual([[300, 700]]);
    vi.advanceTimersByTime(1250);
    expect(times(readings).slice(2)).toEqual([
      [700, 950],
      [950, 1950],
    ]);
  });
  test('lets a window continue that is too short, and ends it after the given time since its start', () => {
    const { sampler, readings } = sample(counting());
    vi.advanceTimersByTime(250);
    sampler.measure(250);
    vi.advanceTimersByTime(1200);
    expect(times(readings)).toEqual([
      [100, 300],
      [300, 550],
      [550, 1550],
    ]);
  });
  test('never makes a window shorter than can be measured', () => {
    const { sampler, readings } = sample(counting());
    vi.advanceTimersByTime(210);
    sampler.measure(50);
    vi.advanceTimersByTime(150);
    sampler.measure(1);
    vi.advanceTimersByTime(100);
    sampler.measure(1);
    vi.advanceTimersByTime(100);
    expect(times(readings)).toEqual([
      [100, 300],
      [300, 400],
      [400, 500],
      [500, 600],
    ]);
    const { sampler: other, readings: portable } = sample(counting(), { machine: onlyWindows(counting(), 250) });
    vi.advanceTimersByTime(250);
    expect(times(portable)).toEqual([[100, 350]]);
    vi.advanceTimersByTime(200);
    other.measure(100);
    vi.advanceTimersByTime(50);
    expect(times(portable).slice(1)).toEqual([[350, 600]]);
  });
  test('never makes a window longer, whatever is asked for and how often', () => {
    const { sampler, readings } = sample(counting());
    for (let elapsed = 0; elapsed < 3200; elapsed += 10) {
      if (readings.length > 2) sampler.measure(5000);
      else if (readings.length > 0) sampler.measure(90);
      vi.advanceTimersByTime(10);
    }
    for (const { from, to } of readings) expect(to - from).toBeLessThanOrEqual(1000);
    for (const { from, to } of readings) expect(to - from).toBeGreaterThanOrEqual(100);
    readings.slice(1).forEach(({ from }, index) => {
      expect(from).toBe(readings[index]?.to);
    });
  });
  test('windows neither overlap nor leave a gap, and measurements never overlap, for any calls and any delays', () => {
    const step = fc.record({ passes: fc.nat(400), within: fc.nat(600), answers: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isSlow) => {
        const { waiting, measure } = slow();
        let open = 0;
        const watched: Measure = (done) => {
          open += 1;
          expect(open).toBe(1);
          const finish = (figures: Figures) => {
            open -= 1;
            done(figures);
          };
          if (isSlow) measure(finish);
          else finish({ cpu: 1 });
        };
        const { sampler, readings } = sample(watched);
        for (const { passes, within, answers } of steps) {
          vi.advanceTimersByTime(passes);
          sampler.measure(within);
          if (answers) waiting.shift()?.({ cpu: 1 });
        }
        sampler.stop();
        const measured = readings.filter(({ cpu }) => cpu !== undefined);
        for (const { from, to } of measured) expect(to - from).toBeGreaterThanOrEqual(100);
        if (isSlow) return;
        expect(measured).toEqual(readings);
        for (const { from, to } of readings) expect(to - from).toBeLessThanOrEqual(1000);
        for (const [index, { from }] of readings.slice(1).entries()) expect(from).toBe(readings[index]?.to);
      }),
    );
  });
  test('called while a reading is received shortens the window that has just begun', () => {
    const readings: Reading[] = [];
    const sampler = createSampler({ window: 1000, clock: { now: () => Date.now() }, machine: onlyWindows(counting()) });
    const began = Date.now();
    sampler.start((reading) => {
      readings.push(reading);
      sampler.measure(250);
    });
    vi.advanceTimersByTime(700);
    expect(readings.map(({ to }) => to - began)).toEqual([200, 450, 700]);
    sampler.stop();
  });
  test('during a measurement waits for it, and never starts a second one', () => {
    const { waiting, measure } = slow();
    const { sampler, readings } = sample(measure, { machine: onlyWindows(measure, 250) });
    sampler.measure(250);
    waiting[0]?.({});
    vi.advanceTimersByTime(250);
    expect(waiting).toHaveLength(2);
    sampler.measure(300);
    vi.advanceTimersByTime(500);
    expect([waiting.length, readings.length]).toEqual([2, 0]);
    waiting[1]?.({ cpu: 5 });
    vi.advanceTimersByTime(300);
    expect(waiting).toHaveLength(3);
    waiting[2]?.({ cpu: 6 });
    expect(readings).toEqual([
      { from: 100, to: 850, cpu: 5 },
      { from: 850, to: 1150, cpu: 6 },
    ]);
  });
  test('does nothing before the start and after the stop', () => {
    const sampler = createSampler({ window: 1000, clock: { now: () => 0 }, machine: onlyWindows(counting()) });
    sampler.measure(100);
    expect(vi.getTimerCount()).toBe(0);
    sampler.start(() => expect.fail('sampled'));
    sampler.stop();
    sampler.measure(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('F214 critical memory', () => {
  const MB = 2 ** 20;
  /** Memory of a machine of 1,000 MB, in percent, which the test changes. */
  function watched(critical?: number) {
    const memory = { percent: 20 };
    const machine: MachineMeasure = {
      ...onlyWindows((done) => done({ memory: memory.percent })),
      look: () => [{ capacity: 1000 * MB, used: 10 * MB * memory.percent }],
    };
    return { memory, ...sample(counting(), { machine, ...(critical === undefined ? {} : { critical }) }) };
  }

  /** The time of a look, and of the timer that ends the window. */
  const look = () => vi.advanceTimersByTime(50).advanceTimersByTime(1);

  test('ends the window at once, and again only when it has grown', () => {
    const { memory, readings } = watched(95);
    vi.advanceTimersByTime(1200);
    memory.percent = 80;
    vi.advanceTimersByTime(500);
    expect(readings).toHaveLength(2);
    memory.percent = 95;
    look();
    expect(readings.slice(2).map(({ memory: used }) => used)).toEqual([95]);
    memory.percent = 95.4;
    vi.advanceTimersByTime(199);
    expect(readings).toHaveLength(3);
    memory.percent = 96;
    look();
    expect(readings.slice(3).map(({ memory: used }) => used)).toEqual([96]);
    memory.percent = 90;
    vi.advanceTimersByTime(1000);
    expect(readings.slice(4).map(({ memory: used }) => used)).toEqual([90]);
    memory.percent = 95;
    look();
    expect(readings.slice(5).map(({ memory: used }) => used)).toEqual([95]);
    readings.slice(1).forEach(({ from, to }, index) => {
      expect(from).toBe(readings[index]?.to);
      expect(to - from).toBeGreaterThanOrEqual(50);
    });
  });
  test('is not watched without a limit for it', () => {
    const { memory, readings } = watched();
    vi.advanceTimersByTime(250);
    memory.percent = 99;
    vi.advanceTimersByTime(949);
    expect(readings).toHaveLength(1);
  });
  test('is watched until the stop', () => {
    const { memory, readings, sampler } = watched(95);
    vi.advanceTimersByTime(1200);
    sampler.stop();
    memory.percent = 99;
    vi.advanceTimersByTime(1000);
    expect(readings).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('F585 at rest', () => {
  /** A machine of 64 GiB that does nothing, on which memory can be read synchronously; the test changes what it uses. */
  function resting(changes: Partial<SamplerOptions> = {}) {
    const GIB = 2 ** 30;
    const now = { cpus: 0, used: GIB, looks: 0, GIB };
    const machine: MachineMeasure = {
      ...onlyWindows((done) =>
        done({
          memory: (100 * now.used) / (64 * GIB),
          constraints: [
            { name: 'machine', cpu: { capacity: 2, used: now.cpus }, memory: { capacity: 64 * GIB, used: now.used } },
          ],
        }),
      ),
      look: () => {
        now.looks += 1;
        return [{ capacity: 64 * GIB, used: now.used }];
      },
      cpus: 2,
    };
    // All that is used, the tasks use.
    let cpuSeconds = 0;
    let before = Date.now();
    const measureUsage = () => {
      cpuSeconds += (now.cpus * (Date.now() - before)) / 1000;
      before = Date.now();
      return { cpuSeconds };
    };
    return { now, ...sample(counting(), { machine, measureUsage, critical: 95, rests: true, ...changes }) };
  }
  const lengths = (readings: readonly Reading[]) => readings.map(({ from, to }) => to - from);

  test('windows are longer after 10 s, and memory is looked at as often', () => {
    const { now, sampler, readings } = resting();
    vi.advanceTimersByTime(10_200);
    expect(lengths(readings)).toEqual([200, ...Array(10).fill(1000)]);
    expect(sampler.restLength()).toBe(5_000);
    const before = now.looks;
    vi.advanceTimersByTime(20_000);
    expect(lengths(readings).slice(11)).toEqual([5000, 5000, 5000, 5000]);
    expect(now.looks - before).toBe(4);
  });
  test('memory is looked at in between if it could become critical in that time, and ends the window if it does', () => {
    const { now, readings } = resting();
    now.used = 40 * now.GIB;
    vi.advanceTimersByTime(20_200);
    expect(lengths(readings).slice(11)).toEqual([5000, 5000]);
    const before = now.looks;
    vi.advanceTimersByTime(5000);
    expect(now.looks - before).toBe(2);
    now.used = 62 * now.GIB;
    vi.advanceTimersByTime(2600);
    // A timer takes at least a millisecond.
    expect(lengths(readings).slice(14)).toEqual([2501]);
  });
  test('windows are as long as usual without this option, and where memory cannot be read synchronously', () => {
    for (const changes of [{ rests: false }, { machine: { ...onlyWindows(counting()), cpus: 2 } }]) {
      const { sampler, readings } = resting(changes);
      vi.advanceTimersByTime(20_200);
      expect(sampler.restLength()).toBe(0);
      expect(readings).toHaveLength(21);
    }
  });
  test('an event ends a window that is longer than usual at once, with its reading', () => {
    const { sampler, readings } = resting();
    vi.advanceTimersByTime(13_300);
    expect(readings).toHaveLength(11);
    sampler.endRest(13_400);
    expect(times(readings).slice(11)).toEqual([[10_300, 13_400]]);
    expect(sampler.restLength()).toBe(0);
    vi.advanceTimersByTime(10_000);
    expect(times(readings).slice(12, 14)).toEqual([
      [13_400, 14_400],
      [14_400, 15_400],
    ]);
    expect(sampler.restLength()).toBe(5_000);
  });
  test('an event soon after the beginning of a window gives it its usual length', () => {
    const { sampler, readings } = resting();
    vi.advanceTimersByTime(10_600);
    sampler.endRest(10_700);
    expect(readings).toHaveLength(11);
    vi.advanceTimersByTime(1600);
    expect(times(readings).slice(11)).toEqual([
      [10_300, 11_300],
      [11_300, 12_300],
    ]);
  });
  test('work ends it at the end of the window in which it is seen', () => {
    const { now, readings } = resting();
    vi.advanceTimersByTime(12_200);
    now.cpus = 1;
    vi.advanceTimersByTime(5_000);
    expect(lengths(readings).slice(11)).toEqual([5000, 1000, 1000]);
  });
  test('windows neither overlap nor leave a gap, and none is longer than 5 s, for any events and any work', () => {
    const step = fc.record({
      passes: fc.nat(9_000),
      what: fc.constantFrom('event', 'event', 'measure', 'work', 'calm', 'calm'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { now, sampler, readings } = resting();
        const began = Date.now() - 100;
        let quietSince = 0;
        for (const { passes, what } of steps) {
          vi.advanceTimersByTime(passes);
          const at = Date.now() - began;
          if (what === 'event') {
            sampler.endRest(at);
            quietSince = at;
            // What is decided now is based on a window that is as new as usual.
            expect(at - (readings.at(-1)?.to ?? at)).toBeLessThanOrEqual(1000);
          } else if (what === 'measure') sampler.measure(100);
          else now.cpus = what === 'work' ? 1 : 0;
        }
        sampler.stop();
        for (const [index, { from, to }] of readings.entries()) {
          expect(to - from).toBeLessThanOrEqual(5000);
          expect(from).toBe(readings[index - 1]?.to ?? 100);
          if (from >= quietSince && from < quietSince + 9_000) expect(to - from).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});

describe('measurements that take their time', () => {
  test('never overlap, and lengthen the window', () => {
    const { waiting, measure } = slow();
    const { readings } = sample(measure);
    waiting[0]?.({});
    vi.advanceTimersByTime(1000);
    expect(waiting).toHaveLength(2);
    vi.advanceTimersByTime(1500);
    expect([waiting.length, readings.length]).toEqual([2, 0]);
    waiting[1]?.({ cpu: 50 });
    expect(readings).toEqual([{ from: 100, to: 2600, cpu: 50 }]);
    vi.advanceTimersByTime(999);
    expect(waiting).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(waiting).toHaveLength(3);
  });
  test('F64 that never return give readings without figures, one a window', () => {
    const { waiting, measure } = slow();
    const { readings } = sample(measure);
    waiting[0]?.({});
    vi.advanceTimersByTime(5200);
    expect(readings).toEqual([
      { from: 100, to: 3300 },
      { from: 3300, to: 4300 },
      { from: 4300, to: 5300 },
    ]);
    // A result that arrives now is too old for a reading, and the next window starts from here.
    vi.advanceTimersByTime(500);
    waiting[1]?.({ cpu: 80 });
    expect(readings).toHaveLength(3);
    vi.advanceTimersByTime(1000);
    waiting[2]?.({ cpu: 30 });
    expect(readings[3]).toEqual({ from: 5800, to: 6800, cpu: 30 });
  });
  test('F64 that never return give readings even if it is the first one', () => {
    const { readings } = sample(slow().measure);
    vi.advanceTimersByTime(4000);
    expect(readings).toEqual([
      { from: 100, to: 3100 },
      { from: 3100, to: 4100 },
    ]);
  });
  test('that return after the stop are dropped', () => {
    const { waiting, measure } = slow();
    const { sampler, readings } = sample(measure);
    waiting[0]?.({});
    vi.advanceTimersByTime(1000);
    sampler.stop();
    waiting[1]?.({ cpu: 1 });
    expect(readings).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
