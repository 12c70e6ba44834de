import { describe, expect, it } from 'vitest';
import { type MeasuredUse, soloUse } from '../../../src/schedule/state/solo-use.ts';
import { fc } from '../../suite/fast-check.ts';

function alone(use: MeasuredUse, available = 2) {
  return soloUse(use, available);
}

const measured = fc.record({
  duration: fc.integer({ min: 1, max: 100_000 }),
  paused: fc.integer({ min: 0, max: 100_000 }),
  usage: fc.record({
    cpuSeconds: fc.double({ min: 0, max: 400, noNaN: true }),
    delayed: fc.double({ min: 0, max: 200, noNaN: true }),
    idle: fc.double({ min: 0, max: 200, noNaN: true }),
    parallelism: fc.double({ min: 0, max: 64, noNaN: true }),
  }),
});

describe('F270 what a task would have taken and used alone', () => {
  it('is one CPU and its CPU time for a single busy thread that got half a CPU', () => {
    const usage = { cpuSeconds: 1, delayed: 1, idle: 0, parallelism: 1 };
    expect(alone({ duration: 2_000, usage })).toEqual({ duration: 1_000, cpus: 1, idle: 0 });
  });

  it('is what it was for a task that sleeps', () => {
    const usage = { cpuSeconds: 0.02, delayed: 0, idle: 1.98, parallelism: 0.02 };
    expect(alone({ duration: 2_000, usage })).toEqual({ duration: 2_000, cpus: 0.01, idle: 0.99 });
  });

  it('is the whole machine for many threads that waited for each other', () => {
    // Eight threads for two seconds: alone, they would have shared the two CPUs too.
    const usage = { cpuSeconds: 4, delayed: 0, idle: 0, parallelism: 8 };
    expect(alone({ duration: 2_000, usage })).toMatchObject({ duration: 2_000, cpus: 2 });
    // Beside another task that took half of both CPUs, they took twice as long.
    expect(alone({ duration: 4_000, usage: { ...usage, delayed: 2 } })).toMatchObject({ duration: 2_000, cpus: 2 });
  });

  it('is no faster than its threads, however much it is said to have waited', () => {
    const usage = { cpuSeconds: 3, delayed: 9, idle: 0, parallelism: 1.5 };
    expect(alone({ duration: 10_000, usage }, 8)).toMatchObject({ duration: 2_000, cpus: 1.5 });
  });

  it('F430 hides a delay of several threads in the time in which the task mostly waits', () => {
    // As in a test of timers in parallel, which takes as long beside other tasks as alone.
    const usage = { cpuSeconds: 6, delayed: 8, idle: 12, parallelism: 3 };
    expect(alone({ duration: 24_000, usage })).toEqual({ duration: 24_000, cpus: 0.25, idle: 20 / 24, hidden: 1 });
    // One thread waits for a timer, then for a CPU.
    expect(alone({ duration: 24_000, usage: { ...usage, parallelism: 1 } })).toMatchObject({ duration: 16_000 });
    // A build that downloads first and compiles then.
    expect(alone({ duration: 24_000, usage: { ...usage, idle: 4 } })).toMatchObject({ duration: 16_000 });
    // It cannot hide more than the time in which it waited.
    expect(alone({ duration: 24_000, usage: { ...usage, delayed: 11, idle: 10 } })?.duration).toBeLessThan(24_000);
  });

  it('does not count a pause as waiting for something else', () => {
    const usage = { cpuSeconds: 1, delayed: 0, idle: 5, parallelism: 1 };
    expect(alone({ duration: 2_000, paused: 4_000, usage })?.idle).toBe(0.5);
  });

  it('is unknown if waiting was not measured, such as in old journals', () => {
    expect(alone({ duration: 2_000, usage: { cpuSeconds: 1 } })).toBeUndefined();
    expect(alone({ duration: 2_000, usage: { cpuSeconds: 1, delayed: 1 } }, 0)).toBeUndefined();
    expect(alone({ duration: 0, usage: { cpuSeconds: 1, delayed: 1 } })).toBeUndefined();
  });

  it('never takes longer, needs at least the CPUs that it got, and never more than there are', () => {
    fc.assert(
      fc.property(measured, fc.double({ min: 0.1, max: 64, noNaN: true }), (use, available) => {
        const solo = soloUse(use, available);
        const got = (1000 * use.usage.cpuSeconds) / use.duration;
        expect(solo?.duration).toBeLessThanOrEqual(use.duration);
        expect(solo?.duration).toBeGreaterThan(0);
        expect(solo?.cpus).toBeGreaterThanOrEqual(Math.min(available, got) - 1e-9);
        expect(solo?.cpus).toBeLessThanOrEqual(available);
        expect(solo?.idle).toBeGreaterThanOrEqual(0);
        expect(solo?.idle).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes no longer if it was delayed more', () => {
    fc.assert(
      fc.property(measured, fc.double({ min: 0, max: 100, noNaN: true }), (use, more) => {
        const delayed = { ...use, usage: { ...use.usage, delayed: use.usage.delayed + more } };
        expect(soloUse(delayed, 4)?.duration).toBeLessThanOrEqual(soloUse(use, 4)?.duration ?? 0);
      }),
    );
  });
});
