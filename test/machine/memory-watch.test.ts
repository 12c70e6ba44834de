import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Amount } from '../../src/machine/measure/constraints.ts';
import { createMemoryWatch, type MemoryWatchOptions } from '../../src/machine/memory-watch.ts';
import { restLook } from '../../src/machine/rest-length.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const GB = 2 ** 30;

interface TestAmount {
  capacity: number;
  used: number | undefined;
}

/** Watches constraints whose use the test changes; counts the looks. */
function watching(...amounts: TestAmount[]) {
  return watchingWith({}, ...amounts);
}

function watchingWith(options: Partial<MemoryWatchOptions>, ...amounts: TestAmount[]) {
  const seen = { looks: 0, passed: 0 };
  const watch = createMemoryWatch({
    critical: 90,
    now: () => Date.now(),
    look: () => {
      seen.looks += 1;
      return amounts.map((amount): Amount => ({ ...amount }));
    },
    passed: () => {
      seen.passed += 1;
    },
    ...options,
  });
  watch.start();
  /** How often it looked in a second. */
  const looksPerSecond = (): number => {
    const before = seen.looks;
    vi.advanceTimersByTime(1000);
    return seen.looks - before;
  };
  return { watch, amounts, seen, looksPerSecond };
}

describe('F214 the memory watch', () => {
  test('looks twenty times a second if memory is close to critical, else twice', () => {
    const machine = { capacity: 2 * GB, used: GB };
    const { looksPerSecond } = watching(machine);
    expect(looksPerSecond()).toBe(2);
    machine.used = 1.6 * GB;
    vi.advanceTimersByTime(5000);
    expect(looksPerSecond()).toBe(20);
    machine.used = GB;
    vi.advanceTimersByTime(5000);
    expect(looksPerSecond()).toBe(2);
  });
  test('F220: reports memory below critical that would be full within 300 ms', () => {
    const machine = { capacity: 2 * GB, used: 1.5 * GB };
    const { seen } = watching(machine);
    vi.advanceTimersByTime(1000);
    expect(seen.passed).toBe(0);
    // 0.1 GB in 50 ms, and 0.4 GB are left.
    machine.used += GB / 10;
    vi.advanceTimersByTime(50);
    expect(seen.passed).toBe(1);
  });
  test('looks four times a second while memory grows', () => {
    const machine = { capacity: 2 * GB, used: GB / 2 };
    const { looksPerSecond } = watching(machine);
    const growth = setInterval(() => {
      machine.used += GB / 100;
    }, 100);
    vi.advanceTimersByTime(1000);
    expect(looksPerSecond()).toBe(4);
    clearInterval(growth);
    vi.advanceTimersByTime(5000);
    expect(looksPerSecond()).toBe(2);
  });
  test('is not close to critical in a small container that is nearly empty', () => {
    const { looksPerSecond } = watching({ capacity: 16 * GB, used: 8 * GB }, { capacity: GB / 2, used: GB / 10 });
    expect(looksPerSecond()).toBe(2);
  });
  test('looks only at the ends of windows if much memory is left', () => {
    const { seen, watch } = watching({ capacity: 16 * GB, used: 4 * GB });
    const atStart = seen.looks;
    for (let second = 0; second < 5; second += 1) {
      vi.advanceTimersByTime(1000);
      watch.windowEnded(25);
    }
    expect(seen.looks - atStart).toBe(5);
    // In longer windows it looks in between.
    vi.advanceTimersByTime(10_000);
    expect(seen.looks - atStart).toBe(5 + 6);
  });
  test('F585 looks only at the ends of windows at rest, however long they are', () => {
    const { seen, watch } = watching({ capacity: 64 * GB, used: 4 * GB });
    const atStart = seen.looks;
    for (let index = 0; index < 5; index += 1) {
      watch.windowEnded(6, 5_000);
      vi.advanceTimersByTime(5_000);
    }
    expect(seen.looks - atStart).toBe(5);
    // If a window takes longer, it looks in between.
    vi.advanceTimersByTime(2_500);
    expect(seen.looks - atStart).toBe(6);
  });
  describe('F585 in long windows at rest', () => {
    /** Two CPUs could make 20 GB critical in 2.5 s. */
    const resting = (...amounts: TestAmount[]) =>
      watchingWith({ restLook: (memory) => restLook({ memory, critical: 90, cpus: 2 }) }, ...amounts);

    test('looks in between as often as memory could become critical', () => {
      const { seen, watch } = resting({ capacity: 26 * GB, used: 3 * GB });
      const atStart = seen.looks;
      for (let window = 1; window <= 4; window += 1) {
        watch.windowEnded(12, 5_000);
        vi.advanceTimersByTime(5_000);
        expect(seen.looks - atStart).toBe(2 * window);
      }
    });
    test('looks more often when memory has grown, and as often as otherwise if it could become critical within a second', () => {
      const machine = { capacity: 26 * GB, used: 3 * GB };
      const { seen, watch } = resting(machine);
      watch.windowEnded(12, 5_000);
      const atStart = seen.looks;
      machine.used = 10 * GB;
      vi.advanceTimersByTime(2_500);
      expect(seen.looks - atStart).toBe(1);
      machine.used = 20 * GB;
      vi.advanceTimersByTime(1_000);
      expect(seen.looks - atStart).toBe(2);
      machine.used = 23.5 * GB;
      vi.advanceTimersByTime(1_000);
      expect(seen).toMatchObject({ passed: 1 });
    });
    test('reports memory that passes critical between the ends of windows', () => {
      const machine = { capacity: 26 * GB, used: 3 * GB };
      const { seen, watch } = resting(machine);
      watch.windowEnded(12, 5_000);
      machine.used = 24 * GB;
      vi.advanceTimersByTime(2_500);
      expect(seen.passed).toBe(1);
    });
    test('looks once more if the end of the window is late', () => {
      const { seen, watch } = resting({ capacity: 64 * GB, used: 4 * GB });
      watch.windowEnded(6, 5_000);
      const atStart = seen.looks;
      vi.advanceTimersByTime(7_000);
      expect(seen.looks - atStart).toBe(0);
      vi.advanceTimersByTime(500);
      expect(seen.looks - atStart).toBe(1);
    });
    test('looks as often as otherwise after the rest', () => {
      const { looksPerSecond, watch } = resting({ capacity: 26 * GB, used: 22 * GB });
      watch.windowEnded(84, 0);
      expect(looksPerSecond()).toBe(2);
    });
  });
  test('looks more often if memory grows so fast that it could pass before the next look', () => {
    const machine = { capacity: 10 * GB, used: 2 * GB };
    const { seen } = watching(machine);
    machine.used = 7.5 * GB;
    vi.advanceTimersByTime(1500);
    expect(seen.looks).toBe(2);
    machine.used = 9 * GB;
    vi.advanceTimersByTime(50);
    expect(seen).toEqual({ looks: 3, passed: 1 });
  });
  test('sees each constraint, and leaves out those whose use is not known', () => {
    const { seen } = watching({ capacity: GB, used: undefined }, { capacity: GB, used: 0.95 * GB });
    vi.advanceTimersByTime(50);
    expect(seen.passed).toBe(1);
  });
  test('does not report what a window has already shown', () => {
    const machine = { capacity: 10 * GB, used: 9.2 * GB };
    const { seen, watch } = watching(machine);
    watch.windowEnded(92);
    vi.advanceTimersByTime(1000);
    expect(seen.passed).toBe(0);
    machine.used = 9.3 * GB;
    vi.advanceTimersByTime(50);
    expect(seen.passed).toBe(1);
    watch.windowEnded(85);
    vi.advanceTimersByTime(50);
    expect(seen.passed).toBe(2);
    watch.windowEnded(undefined);
    vi.advanceTimersByTime(1000);
    expect(seen.passed).toBe(2);
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
  test('reports a limit that is exceeded once, although it stays above 100 percent', () => {
    const { seen } = watching({ capacity: GB, used: 1.05 * GB });
    vi.advanceTimersByTime(1000);
    expect(seen.passed).toBe(1);
  });
});
