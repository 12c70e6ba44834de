import { describe, expect, test } from 'vitest';
import { createWaitingMeter, type WaitedUse, type WaitingMeter } from '../../../src/machine/trees/cpu-waiting.ts';
import type { ProcessRows } from '../../../src/machine/trees/process-list.ts';
import { type ProcessRow, parseProcessStat } from '../../../src/machine/trees/process-stat.ts';
import { countsWaiting, createThreadReader, parseSchedstat } from '../../../src/machine/trees/thread-times.ts';
import { type Contents, filesOf } from '../machines.ts';
import { statLine } from '../process-trees.ts';

/** Seconds that a thread ran, and seconds that it waited for a CPU. */
type Thread = readonly [ran: number, waited: number];

/** The threads of each process by pid. All of them are runnable. */
type Shown = Readonly<Record<number, readonly Thread[]>>;

const CPUS = 2;

/** Trees of which the kernel shows these threads, and the number of files that were read. */
function machine(own = '52345678 1234567 890\n') {
  const contents: Contents = { '/proc/self/schedstat': own };
  let reads = 0;
  const files = filesOf(contents);
  const counted = {
    ...files,
    text: (path: string) => {
      reads += 1;
      return files.text(path);
    },
  };
  const meter = createWaitingMeter(createThreadReader(counted), CPUS);

  function show(processes: Shown, state: string): ProcessRows {
    const rows = Object.entries(processes).map(([pid, threads]) => {
      const ticks = Math.floor(100 * threads.reduce((sum, [ran]) => sum + ran, 0));
      const stat = statLine(Number(pid), { state, threads: threads.length, times: [ticks, 0, 0, 0] });
      for (const [index, [ran, waited]] of threads.entries()) {
        const figures = `${ran * 1e9} ${waited * 1e9} 5\n`;
        if (index === 0) contents[`/proc/${pid}/schedstat`] = figures;
        contents[`/proc/${pid}/task/${Number(pid) + index}/schedstat`] = figures;
      }
      return parseProcessStat(Number(pid), new TextEncoder().encode(stat));
    });
    return new Map(rows.flatMap((row): [number, ProcessRow][] => (row === undefined ? [] : [[row.pid, row]])));
  }

  function tree(found: WaitingMeter | undefined = meter) {
    const waiting = found?.open('a', 0);
    return {
      look: (second: number, cpuSeconds: number, processes: Shown, state = 'R'): void => {
        found?.begin();
        found?.enter(waiting, show(processes, state), cpuSeconds, 1000 * second);
      },
      end: (second: number, cpuSeconds: number): WaitedUse | undefined =>
        found?.settle(waiting, cpuSeconds, 1000 * second),
    };
  }

  return { meter, tree, readsSince: (before = 0) => reads - before };
}

describe('F271 how much a tree was delayed by waiting for CPUs', () => {
  test('is the time that a single thread waited', () => {
    const { look, end } = machine().tree();
    look(1, 0.5, { 100: [[0.5, 0.5]] });
    look(2, 1, { 100: [[1, 1]] });
    expect(end(2, 1)).toEqual({ waited: 1, delayed: 1, idle: 0, parallelism: 1 });
  });

  test('counts once if several threads wait at the same time', () => {
    const { look, end } = machine().tree();
    look(1, 1, {
      100: [
        [0.25, 0.75],
        [0.25, 0.75],
        [0.25, 0.75],
        [0.25, 0.75],
      ],
    });
    expect(end(1, 1)).toEqual({ waited: 3, delayed: 0.5, idle: 0, parallelism: 4 });
  });

  test('is nothing for threads that wait for each other on all CPUs', () => {
    const { look, end } = machine().tree();
    look(1, 2, {
      100: [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    });
    expect(end(1, 2)).toEqual({ waited: 2, delayed: 0, idle: 0, parallelism: 4 });
  });

  test('is counted for each window by itself, so that a link at the end of a parallel build counts in full', () => {
    const { look, end } = machine().tree();
    const compiled = Array<Thread>(4).fill([0.5, 0.5]);
    look(1, 2, { 100: compiled });
    look(2, 2.5, { 100: [[1, 1], ...compiled.slice(1)] });
    expect(end(2, 2.5)).toMatchObject({ delayed: 0.5, parallelism: 4 });
  });

  test('contains a wait that is longer than a window, which the kernel counts when it is over', () => {
    const { look, end } = machine().tree();
    look(1, 0.1, { 100: [[0.1, 0.9]] });
    look(2, 0.1, { 100: [[0.1, 0.9]] });
    look(3, 0.3, { 100: [[0.3, 2.7]] });
    expect(end(3, 0.3)).toEqual({ waited: 2.7, delayed: 2.7, idle: 0, parallelism: 1 });
  });

  test('is nothing for a tree that sleeps, and all of that time is idle', () => {
    const { look, end } = machine().tree();
    look(0.04, 0, { 100: [[0.001, 0]] }, 'S');
    look(2, 0, { 100: [[0.001, 0]] }, 'S');
    expect(end(3, 0)).toMatchObject({ waited: 0, delayed: 0, idle: 2.999 });
  });

  test('of processes that begin and end between two looks follows from those that were seen', () => {
    const { look, end } = machine().tree();
    look(1, 0.5, { 100: [[0.1, 0.1]] });
    look(2, 1, { 101: [[0.1, 0.1]] });
    expect(end(2, 1)).toEqual({ waited: 1, delayed: 1, idle: 0, parallelism: 1 });
  });

  test('of a chain of short processes is never longer than the chain', () => {
    const { look, end } = machine().tree();
    // A process that has just begun has waited for its first turn, and hardly run.
    look(1, 0.5, { 100: [[0.001, 0.009]] });
    look(2, 1, { 101: [[0.001, 0.009]] });
    const { delayed = Number.NaN, parallelism } = end(2, 1) ?? {};
    expect(delayed).toBeLessThanOrEqual(1);
    expect(parallelism).toBeLessThanOrEqual(1);
  });

  test('of very short processes follows from other trees', () => {
    const { tree } = machine();
    const [busy, chain] = [tree(), tree()];
    busy.look(1, 0.5, { 100: [[0.5, 0.25]] });
    chain.look(1, 0.4, { 200: [[0, 0]] });
    expect(chain.end(1, 0.4)).toEqual({ waited: 0.2, delayed: 0.2, idle: 0.4, parallelism: 0.6 });
  });

  test('after the newest look follows from what came before', () => {
    const { look, end } = machine().tree();
    look(1, 0.5, { 100: [[0.5, 0.5]] });
    expect(end(1.8, 0.9)).toEqual({ waited: 0.9, delayed: 0.9, idle: 0, parallelism: 1 });
  });

  test('is unknown for a tree that ended before it was looked at, and for helpers of the runner', () => {
    const { meter, tree } = machine();
    expect(tree().end(1, 1)).toEqual({});
    expect(meter?.open(undefined, 0)).toBeUndefined();
    expect(meter?.settle(undefined, 1, 1)).toEqual({});
  });
});

describe('reading the times of threads', () => {
  test('costs nothing for processes that sleep', () => {
    const { tree, readsSince } = machine();
    const { look } = tree();
    look(1, 0, { 100: [[0.001, 0]], 101: [[0.001, 0]] }, 'S');
    const before = readsSince();
    look(2, 0, { 100: [[0.001, 0]], 101: [[0.001, 0]] }, 'S');
    expect(readsSince(before)).toBe(0);
    look(3, 0.1, { 100: [[0.101, 0]], 101: [[0.001, 0]] }, 'S');
    expect(readsSince(before)).toBe(1);
  });

  test('finds a process that waited all the time, whose CPU time has not changed', () => {
    const { look, end } = machine().tree();
    look(1, 0, { 100: [[0.001, 0.9]] });
    look(2, 0, { 100: [[0.001, 1.9]] });
    expect(end(2, 0)).toMatchObject({ waited: 1.9, delayed: 1.9 });
  });

  test('is limited at one look, and the next look covers the rest', () => {
    const { tree, readsSince } = machine();
    const { look, end } = tree();
    const many = (ran: number) =>
      Object.fromEntries(Array.from({ length: 300 }, (_, index) => [1000 + index, [[ran, ran]] as const]));
    const before = readsSince();
    look(1, 1.5, many(0.005));
    expect(readsSince(before)).toBe(200);
    expect(end(1, 1.5)?.waited).toBeCloseTo(1.5, 1);
  });

  test('takes the first two figures of schedstat as nanoseconds', () => {
    expect(parseSchedstat('1500000000 250000000 42\n')).toEqual({ ran: 1.5, waited: 0.25 });
    for (const text of [undefined, '', '12', 'a b c']) expect(parseSchedstat(text)).toBeUndefined();
  });

  test('F272 is given up if the kernel has no schedstat, or only zeros in it', () => {
    expect(machine('0 0 0\n').meter).toBeUndefined();
    expect(machine('').meter).toBeUndefined();
    expect(countsWaiting(filesOf({}))).toBe(false);
    expect(countsWaiting(filesOf({ '/proc/self/schedstat': '5 0 1\n' }))).toBe(true);
  });
});
