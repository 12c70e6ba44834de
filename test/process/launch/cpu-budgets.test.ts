import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type CpuSystem, cpuSystem, createCpuBudgets } from '../../../src/process/launch/cpu-budgets.ts';
import { bench, task, untilWritten } from '../step-harness.ts';

const FOUR: CpuSystem = {
  platform: 'linux',
  allowed: () => new Set([0, 1, 2, 3]),
  count: () => 4,
  findTaskset: () => '/bin/taskset',
  tryAffinity: () => undefined,
};

function budgets(parts: Partial<CpuSystem> = {}) {
  const notices: string[] = [];
  return { ...createCpuBudgets({ ...FOUR, ...parts }, (message) => notices.push(message)), notices };
}

describe('F200 CPU budgets', () => {
  test('overlap only when there are not enough CPUs, and CPUs are free again when a step has ended', () => {
    const { take, release, notices } = budgets();
    const maskOf = (id: string, wanted: number) => take(id, wanted).affinity?.mask;
    expect(maskOf('a', 2)).toBe('3');
    expect(maskOf('b', 2)).toBe('c');
    expect(maskOf('c', 1)).toBe('1');
    release('b');
    expect(maskOf('d', 2)).toBe('c');
    expect(notices).toEqual([]);
  });

  test('are taken once by a task whose start is repeated', () => {
    const { take } = budgets();
    expect([take('a', 2), take('a', 2)].map(({ affinity }) => affinity?.mask)).toEqual(['3', '3']);
    expect(take('b', 2).affinity?.mask).toBe('c');
  });

  test('follow the CPUs that the mission may use when these change', () => {
    let allowed = new Set([0, 1, 2]);
    const { take } = budgets({ allowed: () => allowed });
    expect(take('a', 1).affinity?.mask).toBe('1');
    allowed = new Set([4, 5]);
    expect(take('b', 1).affinity?.mask).toBe('10');
  });
});

test('F204 more CPUs than the mission may use: all of them, and one notice for the run', () => {
  const { take, notices } = budgets();
  expect(take('a', 4)).toEqual({ cpus: 4 });
  expect(notices).toEqual([]);
  expect(take('b', 8)).toEqual({ cpus: 4 });
  expect(take('c', 9)).toEqual({ cpus: 4 });
  expect(notices).toEqual([
    '`cpus` of b: expected at most 4, the CPUs that this mission may use, found 8; the task may use all of them',
  ]);
});

describe('F202 without affinity, only variables are set, and one notice gives the reason', () => {
  test.each<[string, Partial<CpuSystem>, string]>([
    ['macOS', { platform: 'darwin' }, 'it is only set on Linux'],
    ['Windows', { platform: 'win32' }, 'it is only set on Linux'],
    ['no taskset', { findTaskset: () => undefined }, 'the program taskset is not in PATH; install util-linux'],
    ['no list', { allowed: () => undefined }, '/proc/self/status does not name the CPUs of this process'],
    ['a sandbox', { tryAffinity: () => 'Operation not permitted' }, '/bin/taskset failed: Operation not permitted'],
  ])('%s', (_, parts, reason) => {
    const { take, notices } = budgets(parts);
    expect([take('a', 1), take('b', 2)]).toEqual([{ cpus: 1 }, { cpus: 2 }]);
    expect(notices).toEqual([
      `\`cpus\` sets only variables such as GOMAXPROCS in this run, and no CPU affinity: ${reason}`,
    ]);
  });

  test('a real taskset that cannot apply a mask says why', () => {
    const system = cpuSystem('linux', () => undefined);
    expect(system.tryAffinity({ taskset: '/nowhere/taskset', mask: '1' })).toContain('ENOENT');
    if (process.platform === 'linux')
      expect(system.tryAffinity({ taskset: 'taskset', mask: '0' })).toContain('taskset');
  });
});

describe.skipIf(process.platform !== 'linux' || availableParallelism() < 2)('F200 a step with `cpus: 1`', () => {
  const CPU = "awk '/^Cpus_allowed_list/ { print $2 }' /proc/self/status";

  // GNU nproc also reads OMP_NUM_THREADS, which a budget sets.
  test('and all that it starts see one CPU, without a process in between', async () => {
    const { step, log, leaders } = bench();
    const pids: number[] = [];
    const outcome = step(task('unset OMP_NUM_THREADS; nproc; bash -c "nproc"; (setsid nproc); echo $$', { cpus: 1 }));
    for (const pid of leaders.values()) pids.push(pid);
    expect(await outcome).toEqual({ type: 'exited', exitCode: 0 });
    expect(log('work').toString()).toBe(`1\n1\n1\n${pids[0]}\n`);
  });

  test('gets another CPU than one that runs beside it', async () => {
    const { step, file, log, processes } = bench();
    const first = step(task(`${CPU} > first; mv first done; sleep 100`, { id: 'first', cpus: 1 }));
    const cpu = await untilWritten(file('done'));
    await step(task(CPU, { id: 'second', cpus: 1 }));
    expect(log('second').toString()).not.toBe(`${cpu}\n`);
    processes.kill('first');
    await first;
    await step(task(CPU, { id: 'third', cpus: 1 }));
    expect(log('third').toString()).toBe(`${cpu}\n`);
  });

  test('fails with its own message and exit code', async () => {
    const { step, log } = bench();
    expect(await step(task('echo broken >&2; exit 3', { cpus: 1 }))).toEqual({ type: 'exited', exitCode: 3 });
    expect(log('work').toString()).toBe('broken\n');
  });
});
