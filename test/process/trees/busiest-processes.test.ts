import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFiles } from '../../../src/machine/kernel/files.ts';
import { readKernelUnits } from '../../../src/machine/kernel/units.ts';
import { startBusiest } from '../../../src/process/trees/busiest-processes.ts';
import { type Contents, filesOf } from '../../machine/machines.ts';

const units = { pageSize: 4096, ticksPerSecond: 100 };

/** /proc/PID/stat with these user and system ticks, start and resident pages. */
function processStat(pid: number, name: string, [user, system]: [number, number], start: number, pages: number) {
  return `${pid} (${name}) S 1 1 1 0 -1 0 0 0 0 0 ${user} ${system} 900 900 20 0 1 0 ${start} 1000 ${pages} 18446744073709551615 1\n`;
}

function window(contents: Contents, seconds: number, change: (contents: Contents) => void, count = 5) {
  let now = 5000;
  const end = startBusiest({ files: filesOf(contents), units, now: () => now, count, self: 99 });
  now += 1000 * seconds;
  change(contents);
  return end();
}

describe('startBusiest', () => {
  test('returns the use of each process in the window, in percent of one CPU, the busiest first', () => {
    const busy = window(
      {
        '/proc/7/stat': processStat(7, 'a) b (c', [100, 50], 10, 2),
        '/proc/7/cmdline': '/usr/bin/make\0all\0',
        '/proc/8/stat': processStat(8, 'idle', [5000, 0], 10, 1),
        '/proc/9/stat': processStat(9, 'large', [0, 0], 10, 50),
        '/proc/99/stat': processStat(99, 'doctor', [0, 0], 10, 1),
        '/proc/stat': 'cpu 1\n',
      },
      2,
      (contents) => {
        contents['/proc/7/stat'] = processStat(7, 'a) b (c', [200, 70], 10, 3);
        contents['/proc/99/stat'] = processStat(99, 'doctor', [900, 0], 10, 1);
      },
    );
    expect(busy).toEqual([
      { pid: 7, command: 'make', cpu: 60, memory: 3 * 4096 },
      { pid: 9, command: '[large]', cpu: 0, memory: 50 * 4096 },
      { pid: 8, command: '[idle]', cpu: 0, memory: 4096 },
    ]);
  });
  test('a process that began in the window counts from its start, even if its pid was used before', () => {
    const busy = window(
      {
        '/proc/7/stat': processStat(7, 'old', [500, 0], 10, 1),
        '/proc/8/stat': processStat(8, 'ended', [1, 0], 10, 1),
      },
      1,
      (contents) => {
        contents['/proc/7/stat'] = processStat(7, 'new', [20, 0], 77, 1);
        contents['/proc/11/stat'] = processStat(11, 'young', [30, 0], 78, 1);
        delete contents['/proc/8/stat'];
      },
    );
    expect(busy.map(({ command, cpu }) => [command, cpu])).toEqual([
      ['[young]', 30],
      ['[new]', 20],
    ]);
  });
  test('returns at most the given number, and no process with impossible figures', () => {
    const contents = {
      '/proc/1/stat': processStat(1, 'a', [0, 0], 1, 1),
      '/proc/2/stat': processStat(2, 'b', [0, 0], 1, 2),
      '/proc/3/stat': 'cut (of',
    };
    expect(window(contents, 1, () => undefined, 1).map(({ pid }) => pid)).toEqual([2]);
    expect(window(contents, 0, () => undefined)).toHaveLength(2);
  });
});

describe.skipIf(process.platform !== 'linux')('on this machine', () => {
  test('a busy process is seen with its use', async () => {
    const burner = spawn(process.execPath, ['--eval', 'for (;;) {}'], { stdio: 'ignore' });
    try {
      const pid = burner.pid ?? 0;
      const end = startBusiest({
        files: createFiles(),
        units: readKernelUnits(createFiles()),
        now: () => performance.now(),
        count: Number.POSITIVE_INFINITY,
        self: process.pid,
      });
      const from = performance.now();
      // Half a second of CPU, however long a busy machine takes to give it.
      while (userTicks(pid) < 50) await new Promise((resolve) => setTimeout(resolve, 50));
      const busy = end();
      const seconds = (performance.now() - from) / 1000;
      const found = busy.find((candidate) => candidate.pid === pid);
      expect(((found?.cpu ?? 0) / 100) * seconds).toBeGreaterThan(0.45);
      expect(found?.command).toMatch(/^node/);
      expect(found?.memory).toBeGreaterThan(2 ** 20);
      expect(busy.some((candidate) => candidate.pid === process.pid)).toBe(false);
    } finally {
      burner.kill('SIGKILL');
    }
  });
});

function userTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]);
}
