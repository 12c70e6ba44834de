import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLinuxProcesses } from '../../../src/process/trees/linux-processes.ts';
import { createListedProcesses, parseList } from '../../../src/process/trees/listed-processes.ts';
import { treeMembers } from '../../../src/process/trees/step.ts';
import { bench, task, until, untilWritten } from '../step-harness.ts';

const row = (pid: number, parent: number, group: number, session = group) => ({ pid, parent, group, session });
const pids = (rows: readonly { readonly pid: number }[]) => rows.map(({ pid }) => pid).sort((a, b) => a - b);
const unmarked = () => false;

describe('treeMembers', () => {
  const rows = [
    row(1, 0, 1),
    row(10, 5, 10),
    row(11, 10, 10),
    row(12, 11, 12, 10),
    row(13, 11, 13),
    row(14, 1, 14),
    row(5, 1, 5),
  ];

  it('contains the group, its session and their descendants', () => {
    const seed = { leader: 10, leaderAlive: true, marked: unmarked, except: 5 };
    expect(pids(treeMembers(rows, seed))).toEqual([10, 11, 12, 13]);
  });

  it('contains marked processes, never the own process', () => {
    const marked = (pid: number) => pid === 14 || pid === 5;
    expect(pids(treeMembers(rows, { marked, except: 5 }))).toEqual([14]);
  });

  it('leaves out a group whose number was reused by another process', () => {
    expect(treeMembers(rows, { leader: 10, leaderAlive: false, marked: unmarked, except: 5 })).toEqual([]);
    const orphans = rows.filter(({ pid }) => pid !== 10);
    expect(pids(treeMembers(orphans, { leader: 10, leaderAlive: false, marked: unmarked, except: 5 }))).toEqual([
      11, 12, 13,
    ]);
  });
});

describe('a known process', () => {
  it('stays a member while it is the same process', () => {
    const rows = [{ ...row(20, 1, 20), start: '5' }, row(21, 20, 21)];
    const known = (start: string) =>
      treeMembers(rows, { known: [{ ...row(20, 10, 20), start }], marked: unmarked, except: 5 });
    expect(pids(known('5'))).toEqual([20, 21]);
    expect(known('4')).toEqual([]);
  });
});

describe('process tables', () => {
  it('leave out zombies', () => {
    expect(parseList('    1     0     1 Ss\n   22     1    20 Z+\n  23 22 20 R\n\n')).toEqual([
      row(1, 0, 1),
      row(23, 22, 20),
    ]);
  });

  it.skipIf(process.platform !== 'linux')('of Linux leave out zombies too', async () => {
    // Its parent never waits for it, because the shell has replaced itself with another program.
    const { leaders, processes, step, file } = bench();
    const outcome = step(task('sleep 0 & echo $! > zombie; exec sleep 1000'));
    const zombie = Number(await untilWritten(file('zombie')));
    const state = () => readFileSync(`/proc/${zombie}/stat`, 'utf8').split(') ')[1]?.[0];
    await until(() => state() === 'Z');
    const listed = pids(createLinuxProcesses().list());
    expect(listed).toContain(leaders.get('work'));
    expect(listed).not.toContain(zombie);
    processes.kill('work');
    await outcome;
  });

  it.skipIf(process.platform !== 'linux')('shows marks, and agrees with ps (Linux only: needs /proc)', async () => {
    const { leaders, processes, step, run, file } = bench();
    const outcome = step(task('echo > ready; sleep 1000; true'));
    await untilWritten(file('ready'));
    const leader = leaders.get('work') ?? 0;
    const linux = createLinuxProcesses();
    expect(linux.markOf(leader)).toEqual({ run, id: 'work' });
    expect(linux.commandOf(leader)).toMatch(/bash --noprofile --norc -eo pipefail .*work-1\.sh$/);
    const listed = createListedProcesses();
    expect(listed.list().find(({ pid }) => pid === leader)).toEqual(row(leader, process.pid, leader));
    expect(listed.commandOf(leader)).toBe(linux.commandOf(leader));
    // A pid with another start time is another process, which must not be signalled.
    linux.signalOne({ ...row(leader, process.pid, leader), start: '1' }, 'SIGKILL');
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGTERM' });
  });
});
