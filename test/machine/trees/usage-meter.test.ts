import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createUsageMeter, type MeterEdges, noMeter } from '../../../src/machine/trees/usage-meter.ts';
import type { TreeUsage } from '../../../src/schedule/events/reading.ts';
import { type Contents, filesOf } from '../machines.ts';
import { endProcess, type MadeUp, setProcess } from '../process-trees.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MB = 2 ** 20;
const PAGES_OF_MB = 256;

/** A machine on virtual time with invented processes. The own process is 99 and has waited for no child. */
function machine(edges: Partial<MeterEdges> = {}) {
  const contents: Contents = {};
  let waited = 0;
  const own = () => setProcess(contents, 'self', { parent: 70, times: [700, 700, waited, 0], start: 1000 });
  own();
  setProcess(contents, 1, { parent: 0, start: 1 });
  setProcess(contents, 70, { parent: 1, start: 900 });
  const meter = createUsageMeter({
    files: filesOf(contents),
    units: { pageSize: 4096, ticksPerSecond: 100 },
    cpus: 2,
    now: () => performance.now(),
    cpuTime: () => 0,
    idOf: () => undefined,
    ...edges,
  });
  return {
    contents,
    meter,
    set: (pid: number, process: MadeUp, highWater?: number) =>
      setProcess(contents, pid, { parent: 99, start: 2000 + pid, ...process }, highWater),
    gone: (pid: number) => endProcess(contents, pid),
    start: (pid: number, id?: string) => meter.started(pid, id),
    /** The own process has waited for these children, whose trees used `ticks` together. Then each exit is reported. */
    exit: (ticks: number, ...pids: readonly number[]): (TreeUsage | undefined)[] => {
      waited += ticks;
      own();
      const used: (TreeUsage | undefined)[] = [];
      for (const pid of pids) {
        endProcess(contents, pid);
        meter.exited(pid, (usage) => used.push(usage));
      }
      expect(used).toEqual([]);
      vi.advanceTimersByTime(0);
      return used;
    },
  };
}

describe('a look while the machine rests', () => {
  test('returns the newest look again, until a tree begins or ends', () => {
    const { meter, set, start, exit } = machine();
    start(100, 'a');
    set(100, { times: [10, 0, 0, 0] });
    vi.advanceTimersByTime(1000);
    expect(meter.measure(true)?.usage?.a?.cpuSeconds).toBe(0.1);
    set(100, { times: [12, 0, 0, 0] });
    expect(meter.measure(true)?.usage?.a?.cpuSeconds).toBe(0.1);
    expect(meter.measure(false)?.usage?.a?.cpuSeconds).toBe(0.12);
    set(101, {});
    start(101, 'b');
    expect(Object.keys(meter.measure(true)?.usage ?? {})).toEqual(['a', 'b']);
    exit(1, 101);
    expect(Object.keys(meter.measure(true)?.usage ?? {})).toEqual(['a']);
  });
});

describe('the CPU time of a tree', () => {
  test('is the growth of the waited-for time of the own process, even without a sample of the tree', () => {
    const { start, exit } = machine();
    start(100, 'a');
    expect(exit(73, 100)).toEqual([{ cpuSeconds: 0.73 }]);
  });
  test('leaves out children that were waited for before, such as git', () => {
    const { start, exit, meter } = machine();
    exit(500);
    start(100, 'a');
    expect(exit(20, 100)).toEqual([{ cpuSeconds: 0.2 }]);
    exit(400);
    start(101, 'b');
    expect(exit(30, 101)).toEqual([{ cpuSeconds: 0.3 }]);
    expect(meter.measure()).not.toHaveProperty('usage');
  });
  test('leaves out the time of helpers of the runner in the meantime', () => {
    const { start, exit } = machine();
    start(100, 'a');
    start(101);
    expect(exit(90, 101)).toEqual([{ cpuSeconds: 0.9 }]);
    expect(exit(10, 100)).toEqual([{ cpuSeconds: 0.1 }]);
  });
  test('of several trees that ended at once is divided in proportion to their samples', () => {
    const { start, exit, set, meter } = machine();
    for (const [pid, id] of [
      [100, 'asleep'],
      [200, 'busy'],
    ] as const) {
      start(pid, id);
      set(pid, { session: pid, times: [0, 0, 0, 0] });
    }
    vi.advanceTimersByTime(1000);
    set(200, { session: 200, times: [100, 0, 0, 0] });
    meter.measure();
    vi.advanceTimersByTime(500);
    const [asleep, busy] = exit(150, 100, 200);
    expect(asleep?.cpuSeconds).toBeLessThan(0.02);
    expect(busy?.cpuSeconds).toBeGreaterThan(1.48);
  });
  test('contains orphans that no process waited for, including those that ended earlier', () => {
    const { start, exit, set, gone, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, times: [10, 0, 0, 0] });
    set(101, { parent: 1, session: 100, times: [300, 0, 0, 0] });
    meter.measure();
    gone(101);
    set(102, { parent: 1, session: 100, times: [50, 0, 0, 0] });
    meter.measure();
    expect(exit(20, 100)).toEqual([{ cpuSeconds: 3.7 }]);
  });
  test('counts the child of an orphan once if the orphan has waited for it in the meantime', () => {
    const { start, exit, set, gone, meter } = machine();
    start(100, 'a');
    set(100, { session: 100 });
    set(101, { parent: 1, session: 100, times: [10, 0, 0, 0] });
    set(102, { parent: 101, session: 100, times: [100, 0, 0, 0] });
    meter.measure();
    gone(102);
    set(101, { parent: 1, session: 100, times: [10, 0, 105, 0] });
    meter.measure();
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 1.15 }]);
  });
  test('is at least the sampled time, such as that of background children that outlived their shell', () => {
    const { start, exit, set, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, times: [5, 0, 0, 0] });
    set(101, { parent: 100, session: 100, times: [400, 0, 0, 0] });
    meter.measure();
    expect(exit(6, 100)).toEqual([{ cpuSeconds: 4.05 }]);
  });
  test('is unknown if the kernel does not provide it', () => {
    const { contents, meter, exit, start } = machine();
    delete contents['/proc/self/stat'];
    start(100, 'a');
    const used: unknown[] = [];
    meter.exited(100, (usage) => used.push(usage));
    vi.advanceTimersByTime(0);
    expect(used).toEqual([undefined]);
    start(101, 'b');
    expect(exit(1, 101)).toEqual([undefined]);
    noMeter.exited(1, (usage) => used.push(usage));
    expect([...used, noMeter.measure()]).toEqual([undefined, undefined, undefined]);
  });
});

describe('while tasks run', () => {
  test('each tree is added up, without other processes', () => {
    const { start, set, meter } = machine();
    start(100, 'L2.1');
    start(200, 'L2.2');
    start(300);
    set(100, { group: 100, session: 100, times: [10, 10, 30, 0], pages: 1 });
    set(101, { parent: 100, group: 101, session: 100, times: [50, 0, 0, 0], pages: 2 });
    set(200, { group: 200, session: 200, times: [1, 0, 0, 0], pages: 10 });
    set(300, { session: 300, times: [5, 0, 0, 0], pages: 10 });
    set(400, { parent: 1, times: [999, 0, 0, 0], pages: 999 });
    expect(meter.measure()?.usage).toEqual({
      'L2.1': { cpuSeconds: 1, memory: 3 * 4096 },
      'L2.2': { cpuSeconds: 0.01, memory: 10 * 4096 },
    });
  });
  test('nothing is read if no task runs', () => {
    const files = { ...filesOf({}), names: () => expect.fail('/proc was listed') };
    expect(machine({ files }).meter.measure()).toEqual({ cpuSeconds: 0 });
  });
  test('the next step and the next attempt continue the sum', () => {
    const { start, set, exit, meter } = machine();
    start(100, 'a');
    expect(exit(70, 100)).toEqual([{ cpuSeconds: 0.7 }]);
    start(150, 'a');
    set(150, { session: 150, times: [5, 0, 0, 0] });
    expect(meter.measure()?.usage).toEqual({ a: { cpuSeconds: 0.75, memory: 0 } });
    expect(exit(9, 150)).toEqual([{ cpuSeconds: 0.09 }]);
    start(100, 'a');
    set(100, { session: 100, times: [1, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpuSeconds).toBeCloseTo(0.8);
  });
});

describe('F213 the CPUs of a tree', () => {
  test('are its average between the newest two looks, or since its start', () => {
    const { start, set, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, times: [0, 0, 0, 0] });
    vi.advanceTimersByTime(1000);
    set(100, { session: 100, times: [150, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpu).toBe(2);
    vi.advanceTimersByTime(500);
    set(100, { session: 100, times: [150, 0, 25, 0] });
    expect(meter.measure()?.usage?.a?.cpu).toBe(0.5);
  });
  test('are absent before they can be measured, and never come from two looks in short succession', () => {
    const { start, set, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, times: [3, 0, 0, 0] });
    vi.advanceTimersByTime(40);
    expect(meter.measure()?.usage?.a).toEqual({ cpuSeconds: 0.03, memory: 0 });
    vi.advanceTimersByTime(50);
    expect(meter.measure()?.usage?.a).not.toHaveProperty('cpu');
    vi.advanceTimersByTime(160);
    set(100, { session: 100, times: [20, 0, 0, 0] });
    vi.advanceTimersByTime(0);
    // The look at 250 ms has seen 3 ticks; that of 10 ms later is measured since the start.
    vi.advanceTimersByTime(10);
    expect(meter.measure()?.usage?.a?.cpu).toBeCloseTo(20 / 26, 3);
    vi.advanceTimersByTime(100);
    set(100, { session: 100, times: [31, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpu).toBeCloseTo((31 - 3) / 11, 3);
  });
});

describe('F212 the CPU time of all tasks and services', () => {
  test('has those that have ended, and not the helpers of the runner', () => {
    const { start, set, exit, meter } = machine();
    start(100, 'a');
    start(200, 'b');
    start(300);
    set(100, { session: 100, times: [10, 0, 0, 0] });
    set(200, { session: 200, times: [20, 0, 0, 0] });
    set(300, { session: 300, times: [90, 0, 0, 0] });
    expect(meter.measure()?.cpuSeconds).toBeCloseTo(0.3);
    exit(95, 300);
    expect(meter.measure()?.cpuSeconds).toBeCloseTo(0.3);
    exit(15, 100);
    expect(meter.measure()).toEqual({ cpuSeconds: 0.35, usage: { b: { cpuSeconds: 0.2, memory: 0 } } });
    exit(20, 200);
    expect(meter.measure()).toEqual({ cpuSeconds: 0.35 });
  });
  test('does not decrease between an exit and its settlement', () => {
    const { start, set, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, times: [10, 0, 0, 0] });
    expect(meter.measure()?.cpuSeconds).toBe(0.1);
    meter.exited(100, () => {});
    expect(meter.measure()?.cpuSeconds).toBe(0.1);
    vi.advanceTimersByTime(0);
    expect(meter.measure()?.cpuSeconds).toBe(0.1);
  });
});

describe('a process that left its session and group', () => {
  test('is found by its parent, and stays in the tree when the parent has ended', () => {
    const { start, set, gone, meter } = machine();
    start(100, 'a');
    set(100, { session: 100 });
    set(101, { parent: 100, session: 100 });
    set(102, { parent: 101, group: 102, session: 102, times: [20, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpuSeconds).toBe(0.2);
    gone(101);
    set(102, { parent: 1, group: 102, session: 102, times: [60, 0, 0, 0] });
    set(103, { parent: 102, group: 102, session: 102, times: [1, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpuSeconds).toBe(0.61);
  });
  test('is found by its mark if its parent ended at once; each environment is read once', () => {
    const asked: number[] = [];
    const idOf = (pid: number) => {
      asked.push(pid);
      return pid === 102 ? 'a' : undefined;
    };
    const { start, set, meter } = machine({ idOf });
    start(100, 'a');
    set(100, { session: 100 });
    set(102, { parent: 1, group: 102, session: 102, times: [20, 0, 0, 0] });
    // The environment of another daemon is read once, that of a process with a parent never.
    set(103, { parent: 70, group: 103, session: 103, times: [20, 0, 0, 0] });
    set(104, { parent: 103, group: 103, session: 103, times: [20, 0, 0, 0] });
    set(50, { parent: 1, start: 10, times: [99, 0, 0, 0] });
    meter.measure();
    expect(meter.measure()?.usage?.a?.cpuSeconds).toBe(0.2);
    expect(asked).toEqual([102, 103]);
  });
  test('of an earlier step does not count for a later one', () => {
    const { start, set, meter, exit } = machine({ idOf: (pid) => (pid === 102 ? 'a' : undefined) });
    start(100, 'a');
    set(100, { session: 100 });
    set(102, { parent: 1, session: 102, times: [20, 0, 0, 0] });
    meter.measure();
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0.2 }]);
    start(200, 'a');
    set(200, { session: 200, times: [3, 0, 0, 0] });
    set(102, { parent: 1, session: 102, times: [900, 0, 0, 0] });
    expect(meter.measure()?.usage?.a?.cpuSeconds).toBeCloseTo(0.23);
  });
});

describe('peak memory', () => {
  test('contains memory that was freed between two samples', () => {
    const { start, set, exit, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, pages: PAGES_OF_MB }, 1024);
    set(101, { parent: 100, session: 100, pages: 5 * PAGES_OF_MB }, 205 * 1024);
    expect(meter.measure()?.usage?.a?.memory).toBe(6 * MB);
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 206 * MB }]);
  });
  test('does not add an old peak of one process to the present use of another', () => {
    const { start, set, exit, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, pages: 5 * PAGES_OF_MB }, 205 * 1024);
    meter.measure();
    set(101, { parent: 100, session: 100, pages: 100 * PAGES_OF_MB }, 100 * 1024);
    meter.measure();
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 205 * MB }]);
  });
  test('is read only now and then while page faults explain the growth of a process', () => {
    const { contents, start, set, exit, meter } = machine();
    const read: string[] = [];
    start(100, 'a');
    for (let look = 0; look < 6; look += 1) {
      set(100, { session: 100, minorFaults: 1000 + 256 * look, pages: (10 + look) * PAGES_OF_MB });
      Object.defineProperty(contents, '/proc/100/status', {
        configurable: true,
        enumerable: true,
        get: () => {
          read.push(`look ${look}`);
          return `VmHWM:\t ${look < 4 ? 10 * 1024 : 40 * 1024} kB\n`;
        },
      });
      meter.measure();
    }
    expect(read).toEqual(['look 0', 'look 4']);
    // The mark of look 4 shows what no fault explained, such as a huge page that was given back.
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 40 * MB }]);
  });
  test('is read at once if a process had more page faults than it has grown by', () => {
    const { start, set, exit, meter } = machine();
    start(100, 'a');
    set(100, { session: 100, minorFaults: 1000, pages: 10 * PAGES_OF_MB }, 10 * 1024);
    meter.measure();
    set(100, { session: 100, minorFaults: 1600, pages: 11 * PAGES_OF_MB }, 12 * 1024);
    meter.measure();
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 12 * MB }]);
  });
  test('F145 and memory now count pages that processes share once', () => {
    const { contents, start, set, exit, meter } = machine();
    const rollup = (resident: number, proportional: number) =>
      `0-7 ---p 0 00:00 0 [rollup]\nRss: ${resident * 1024} kB\nPss: ${proportional * 1024} kB\nPss_Anon: 9 kB\n`;
    start(100, 'a');
    for (const pid of [100, 101, 102]) {
      set(pid, { parent: pid === 100 ? 99 : 100, session: 100, pages: 60 * PAGES_OF_MB }, 60 * 1024);
      contents[`/proc/${pid}/smaps_rollup`] = rollup(60, 20);
    }
    expect(meter.measure()?.usage?.a?.memory).toBe(60 * MB);
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 60 * MB }]);
  });
  test('of a tree that ends before the first window is known from a sample soon after its start', () => {
    const { contents, start, set, exit } = machine();
    start(100, 'a');
    set(100, { session: 100, pages: PAGES_OF_MB }, 1024);
    set(101, { parent: 100, session: 100, pages: 0 }, 30 * 1024);
    contents['/proc/100/task/100/children'] = '101 ';
    vi.advanceTimersByTime(39);
    set(100, { session: 100, pages: 2 * PAGES_OF_MB }, 2048);
    vi.advanceTimersByTime(11);
    expect(exit(0, 100)).toEqual([{ cpuSeconds: 0, peakMemory: 32 * MB }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
