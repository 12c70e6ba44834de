import { describe, expect, test } from 'vitest';
import { parseProcessStat } from '../../../src/machine/trees/process-stat.ts';
import { createRunnable } from '../../../src/machine/trees/runnable.ts';
import { filesOf } from '../machines.ts';
import { statLine } from '../process-trees.ts';

/** A machine with two CPUs, in which a tree is a list of processes, and a process a list of the states of its threads. */
function machine(loadavg?: string) {
  let now = 0;
  const read: string[] = [];
  const contents: Record<string, string> = {};
  const files = filesOf(contents);
  const look = createRunnable({
    files: {
      ...files,
      head: (path) => {
        read.push(path);
        return files.head(path);
      },
    },
    cpus: 2,
    now: () => now,
  });
  return {
    read,
    /** Looks after some milliseconds; a tree is led by its first pid. */
    look: (after: number, trees: Readonly<Record<number, readonly string[]>>): Readonly<Record<number, number>> => {
      now += after;
      for (const path of Object.keys(contents)) delete contents[path];
      const all = Object.values(trees).flat().join('');
      contents['/proc/loadavg'] = loadavg ?? `0.5 0.4 0.3 ${all.replaceAll('S', '').length + 1}/900 77\n`;
      const rows = Object.entries(trees).map(([leader, processes]) => {
        const members = processes.map((states, index) => {
          const pid = Number(leader) + index;
          const stat = statLine(pid, { state: states[0] ?? 'S', threads: states.length, name: 'a) R (b' });
          for (const [thread, state] of [...states].entries()) {
            contents[`/proc/${pid}/task/${pid + thread}/stat`] = statLine(pid + thread, { state });
          }
          const row = parseProcessStat(pid, new TextEncoder().encode(stat));
          if (row === undefined) throw new Error(`not read: ${stat}`);
          return [pid, row] as const;
        });
        return [Number(leader), new Map(members)] as const;
      });
      return Object.fromEntries(look(new Map(rows)));
    },
  };
}

describe('F242 runnable threads', () => {
  test('are counted if there are more than CPUs for more than a second: the lower count of two looks', () => {
    const { look } = machine();
    const many = { 100: ['RRRRS', 'S'], 200: ['R'] };
    expect(look(0, many)).toEqual({});
    expect(look(500, many)).toEqual({});
    expect(look(500, { 100: ['RRRSS', 'R'], 200: ['R'] })).toEqual({ 100: 4, 200: 1 });
    expect(look(500, { 100: ['RRSSS', 'R'], 200: ['R'] })).toEqual({ 100: 3, 200: 1 });
  });

  test('are not counted if they were fewer in between', () => {
    const { look } = machine();
    expect(look(0, { 100: ['RRR'] })).toEqual({});
    expect(look(900, { 100: ['RRS'] })).toEqual({});
    expect(look(900, { 100: ['RRR'] })).toEqual({});
    expect(look(900, { 100: ['RRR'] })).toEqual({});
    expect(look(900, { 100: ['RRR'] })).toEqual({ 100: 3 });
  });

  test('of other programs do not count: a machine that is full without our tasks is no finding', () => {
    const { look } = machine('9.9 9.9 9.9 40/900 77\n');
    for (let index = 0; index < 4; index++) expect(look(1000, { 100: ['R'], 200: ['R'] })).toEqual({});
  });

  test('cost no reading while the machine has fewer than CPUs, or does not say', () => {
    for (const loadavg of ['0.5 0.4 0.3 3/900 77\n', '', 'nonsense']) {
      const { look, read } = machine(loadavg);
      for (let index = 0; index < 3; index++) expect(look(1000, { 100: ['RRRR'] })).toEqual({});
      expect(read).toEqual([]);
    }
  });

  test('are not counted again within 200 ms, because windows may follow each other closely', () => {
    const { look, read } = machine();
    look(0, { 100: ['RRR'] });
    const before = read.length;
    look(100, { 100: ['RRR'] });
    expect(read.length).toBe(before);
    expect(look(900, { 100: ['RRRR'] })).toEqual({ 100: 3 });
    expect(look(100, { 100: ['S'] })).toEqual({ 100: 3 });
  });

  test('are read of at most 200 threads at one look, and of processes with several threads only', () => {
    const { look, read } = machine();
    const processes = ['R'.repeat(150), 'R'.repeat(60), 'R'.repeat(50), 'R', 'R'];
    const trees = { 1000: processes };
    look(0, trees);
    expect(read.length).toBe(200);
    // The first thread alone of the process that was not read.
    expect(look(1000, trees)).toEqual({ 1000: 150 + 1 + 50 + 1 + 1 });
  });
});
