import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../../src/machine/files.ts';
import { parseAuxiliaryVector, readKernelUnits } from '../../src/machine/kernel-units.ts';
import { parseProcessStat } from '../../src/machine/process-stat.ts';
import { createProcessUsage } from '../../src/machine/process-usage.ts';
import { type Contents, filesOf } from './machines.ts';

interface Process {
  readonly group?: number;
  readonly session?: number;
  readonly name?: string;
  readonly times?: readonly [user: number, system: number, childUser: number, childSystem: number];
  readonly pages?: number;
}

function statLine(pid: number, { group = 1, session = 1, name = 'sh', times = [0, 0, 0, 0], pages = 0 }: Process) {
  return `${pid} (${name}) S 1 ${group} ${session} 0 -1 4194304 901 902 903 904 ${times.join(' ')} 20 0 1 0 5555 7000000 ${pages} 18446744073709551615 1 1 0\n`;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseProcessStat', () => {
  const line = statLine(12, { group: 12, session: 7, times: [1, 20, 300, 4000], pages: 55 });
  test('reads times and resident pages of a member of the session or of the group', () => {
    expect(parseProcessStat(bytes(line), new Set([7]))).toEqual({ leader: 7, ticks: 4321, pages: 55 });
    expect(parseProcessStat(bytes(line), new Set([12]))).toEqual({ leader: 12, ticks: 4321, pages: 55 });
  });
  test('skips everybody else', () => {
    expect(parseProcessStat(bytes(line), new Set([8]))).toBeUndefined();
  });
  test('is not fooled by the name of the program', () => {
    const fooling = statLine(12, { name: 'a) S 1 9 9 (b', session: 7, times: [1, 1, 1, 1], pages: 3 });
    expect(parseProcessStat(bytes(fooling), new Set([7, 9]))).toEqual({ leader: 7, ticks: 4, pages: 3 });
  });
  test('a text cut anywhere tells nothing or the truth, and never fails', () => {
    const whole = parseProcessStat(bytes(line), new Set([7]));
    const upToPages = line.indexOf(' 55 ') + 3;
    for (let length = 0; length < upToPages; length += 1) {
      const cut = parseProcessStat(bytes(line).subarray(0, length), new Set([7]));
      // Cut inside of the number of pages, this number alone is too small.
      expect(cut === undefined || (cut.ticks === whole?.ticks && length > line.indexOf(' 55 ') + 1)).toBe(true);
    }
  });
  test('never fails on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
        parseProcessStat(random, new Set([1]));
      }),
    );
  });
});

describe('createProcessUsage', () => {
  const units = { pageSize: 4096, ticksPerSecond: 100 };
  const usageOf = (contents: Contents) => createProcessUsage(filesOf(contents), units);

  test('adds up the tree of each task and nobody else', () => {
    const measure = usageOf({
      '/proc/100/stat': statLine(100, { group: 100, session: 100, times: [10, 10, 30, 0], pages: 1 }),
      '/proc/101/stat': statLine(101, { group: 101, session: 100, times: [50, 0, 0, 0], pages: 2 }),
      '/proc/200/stat': statLine(200, { group: 200, session: 200, times: [1, 0, 0, 0], pages: 10 }),
      '/proc/300/stat': statLine(300, { times: [999, 0, 0, 0], pages: 999 }),
      '/proc/stat': 'cpu 1 2 3 4\n',
    });
    expect(
      measure(
        new Map([
          ['L2.1', 100],
          ['L2.2', 200],
          ['gone', 400],
        ]),
      ),
    ).toEqual({ 'L2.1': { cpuSeconds: 1, memory: 3 * 4096 }, 'L2.2': { cpuSeconds: 0.01, memory: 10 * 4096 } });
  });
  test('reads nothing when nothing runs', () => {
    const files = { ...filesOf({}), names: () => expect.fail('/proc was listed') };
    expect(createProcessUsage(files, units)(new Map())).toBeUndefined();
  });
  test('the time never goes down when a child ends that nobody waited for', () => {
    const contents: Contents = {
      '/proc/100/stat': statLine(100, { session: 100, times: [10, 0, 0, 0], pages: 1 }),
      '/proc/101/stat': statLine(101, { session: 100, times: [50, 0, 0, 0], pages: 1 }),
    };
    const measure = usageOf(contents);
    const leaders = new Map([['a', 100]]);
    expect(measure(leaders)).toEqual({ a: { cpuSeconds: 0.6, memory: 8192 } });
    delete contents['/proc/101/stat'];
    expect(measure(leaders)).toEqual({ a: { cpuSeconds: 0.6, memory: 4096 } });
    contents['/proc/100/stat'] = statLine(100, { session: 100, times: [80, 0, 0, 0], pages: 1 });
    expect(measure(leaders)).toEqual({ a: { cpuSeconds: 0.8, memory: 4096 } });
  });
  test('the next step of a task, with a leader of its own, goes on from the one before', () => {
    const contents: Contents = { '/proc/100/stat': statLine(100, { session: 100, times: [70, 0, 0, 0] }) };
    const measure = usageOf(contents);
    measure(new Map([['a', 100]]));
    delete contents['/proc/100/stat'];
    expect(measure(new Map([['a', 100]]))).toBeUndefined();
    measure(new Map());
    contents['/proc/150/stat'] = statLine(150, { session: 150, times: [5, 0, 0, 0] });
    expect(measure(new Map([['a', 150]]))).toEqual({ a: { cpuSeconds: 0.75, memory: 0 } });
    expect(measure(new Map([['a', 150]]))).toEqual({ a: { cpuSeconds: 0.75, memory: 0 } });
  });
});

describe('kernel units', () => {
  const vector = (...entries: readonly (readonly [number, number])[]) => {
    const view = new DataView(new ArrayBuffer(entries.length * 16));
    entries.forEach(([type, value], index) => {
      view.setBigUint64(index * 16, BigInt(type), true);
      view.setBigUint64(index * 16 + 8, BigInt(value), true);
    });
    return new Uint8Array(view.buffer);
  };
  test('page size and ticks from the auxiliary vector', () => {
    expect(parseAuxiliaryVector(vector([33, 1], [6, 65536], [17, 250], [0, 0]), 8, 'LE')).toEqual({
      pageSize: 65536,
      ticksPerSecond: 250,
    });
  });
  test('big-endian, 32-bit words', () => {
    expect(parseAuxiliaryVector(new Uint8Array([0, 0, 0, 6, 0, 0, 64, 0]), 4, 'BE').pageSize).toBe(16384);
  });
  test('the usual ones for what cannot be true', () => {
    const usual = { pageSize: 4096, ticksPerSecond: 100 };
    expect(parseAuxiliaryVector(vector([6, 5000], [17, 0]), 8, 'LE')).toEqual(usual);
    expect(parseAuxiliaryVector(new Uint8Array(7), 8, 'LE')).toEqual(usual);
    expect(readKernelUnits(filesOf({}))).toEqual(usual);
  });
});

describe.skipIf(process.platform !== 'linux')('real processes', () => {
  test('50 running tasks cost less than 1 % of a core per window of a second', async () => {
    const tasks = Array.from({ length: 50 }, () => spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }));
    try {
      await Promise.all(tasks.map((task) => once(task, 'spawn')));
      const leaders = new Map(tasks.map((task, index) => [`task-${index}`, task.pid ?? 0]));
      const files = createFiles();
      const measure = createProcessUsage(files, readKernelUnits(files));
      expect(Object.keys(measure(leaders) ?? {})).toHaveLength(50);
      const before = process.cpuUsage();
      const passes = 50;
      for (let pass = 0; pass < passes; pass += 1) {
        measure(leaders);
      }
      const { user, system } = process.cpuUsage(before);
      // CPU time, not elapsed time: a busy machine does not change it much. Seen: 0.6 ms a pass.
      expect((user + system) / 1000 / passes).toBeLessThan(10);
    } finally {
      for (const task of tasks) {
        task.kill('SIGKILL');
      }
    }
  });
});
