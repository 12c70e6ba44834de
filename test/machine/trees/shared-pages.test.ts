import { describe, expect, test } from 'vitest';
import { type ProcessRow, parseProcessStat } from '../../../src/machine/trees/process-stat.ts';
import { createSharedPages, parseShare } from '../../../src/machine/trees/shared-pages.ts';
import { fc } from '../../suite/fast-check.ts';
import { filesOf } from '../machines.ts';
import { statLine } from '../process-trees.ts';

const PAGES_OF_MB = 256;
const bytes = (text: string) => new TextEncoder().encode(text);

/** Processes of these sizes in megabytes, half of each shared; each reading takes `cost` milliseconds. */
function machine(cost = 0) {
  const read: number[] = [];
  let cpu = 0;
  let now = 0;
  const files = filesOf({});
  const shared = createSharedPages({
    files: {
      ...files,
      head: (path) => {
        read.push(Number(path.split('/')[2]));
        cpu += cost;
        return bytes('Rss: 1000 kB\nPss: 500 kB\n');
      },
    },
    pageSize: 4096,
    now: () => now,
    cpuTime: () => cpu,
  });
  return {
    shared,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    readNow: () => read.splice(0),
  };
}

function row(pid: number, megabytes: number, start = 5): ProcessRow {
  const found = parseProcessStat(pid, bytes(statLine(pid, { start, pages: megabytes * PAGES_OF_MB })));
  if (found === undefined) throw new Error('expected a row');
  return found;
}
const tree = (...rows: readonly ProcessRow[]) => new Map(rows.map((one) => [one.pid, one]));

describe('F145 shared pages', () => {
  test('are read in trees with several large processes', () => {
    const { shared, readNow } = machine();
    shared.refresh([tree(row(1, 100), row(2, 50), row(3, 7)), tree(row(4, 500), row(5, 7))], true);
    expect(readNow()).toEqual([1, 2]);
    expect([row(1, 100), row(3, 7), row(4, 500)].map(shared.shareOf)).toEqual([0.5, 1, 1]);
    // Another process has got the pid.
    expect(shared.shareOf(row(1, 100, 6))).toBe(1);
  });

  test('are read again if a process has grown by half or shrunk, a sibling has come or gone, or the figure is old', () => {
    const { shared, pass, readNow } = machine();
    shared.refresh([tree(row(1, 100), row(2, 50))], true);
    readNow();
    pass(1000);
    shared.refresh([tree(row(1, 149), row(2, 76))], true);
    expect(readNow()).toEqual([2]);
    shared.refresh([tree(row(1, 149), row(2, 68))], true);
    expect(readNow()).toEqual([2]);
    shared.refresh([tree(row(1, 149), row(2, 68), row(3, 1))], true);
    expect(readNow()).toEqual([1, 2]);
    pass(10_000);
    shared.refresh([tree(row(1, 149), row(2, 68), row(3, 1))], true);
    expect(readNow()).toEqual([1, 2]);
  });

  test('that were added since a reading count as the own pages of the process', () => {
    const { shared } = machine();
    shared.refresh([tree(row(1, 100), row(2, 50))], true);
    expect([row(1, 125), row(1, 100), row(1, 95)].map(shared.shareOf)).toEqual([0.6, 0.5, 0.5]);
  });

  test('cost at most 1 ms of CPU a second, the oldest figure first', () => {
    const { shared, pass, readNow } = machine(4);
    const all = tree(row(1, 10), row(2, 20), row(3, 30), row(4, 40), row(5, 50));
    shared.refresh([all], true);
    expect(readNow()).toEqual([5, 4, 3]);
    let reads = 0;
    for (let round = 0; round < 100; round += 1) {
      pass(3000);
      // Everything has changed each time.
      shared.refresh(
        [new Map([...all].map(([pid, one]) => [pid, { ...one, pages: one.pages * (1 + (round % 2)) }]))],
        true,
      );
      const now = readNow();
      if (round === 0) expect(now).toEqual([2]);
      reads += now.length;
    }
    expect(reads).toBeGreaterThan(60);
    expect(reads * 4).toBeLessThanOrEqual(300 + 10 + 4);
  });

  test('are forgotten with the process', () => {
    const { shared } = machine();
    shared.refresh([tree(row(1, 100), row(2, 50))], true);
    shared.refresh([tree(row(3, 100), row(4, 50))], false);
    expect(shared.shareOf(row(1, 100))).toBe(0.5);
    shared.refresh([tree(row(3, 100), row(4, 50))], true);
    expect(shared.shareOf(row(1, 100))).toBe(1);
  });
});

test('any text gives a share from 0 to 1, or none', () => {
  expect(parseShare(bytes('Rss: 200 kB\nPss: 50 kB\nPss_Dirty: 9 kB\n'))).toBe(0.25);
  expect(parseShare(bytes('Rss: 0 kB\nPss: 0 kB\n'))).toBeUndefined();
  expect(parseShare(bytes('Rss: 10 kB\n'))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(), fc.nat(), (random, resident, proportional) => {
      for (const text of [random, bytes(`Rss: ${resident} kB\nPss: ${proportional} kB\n`)]) {
        const share = parseShare(text);
        expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
      }
    }),
  );
});
