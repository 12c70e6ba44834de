import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type EarlySpawners, startEarlySpawners } from '../../../src/process/spawners/early.ts';
import type { Spawners } from '../../../src/process/spawners/spawners.ts';
import { bench, isAlive, task, until } from '../step-harness.ts';

let early: EarlySpawners | undefined;
afterEach(() => early?.end());

describe.skipIf(process.platform !== 'linux')('a spawner process that was started before the mission was read', () => {
  test('starts the programs of tasks, and ends with the run', async () => {
    early = startEarlySpawners(2);
    const before = children();
    const { step, log, processes, spawners } = await benchWith(early, 2);
    expect(await step(task('echo $PPID'))).toMatchObject({ type: 'exited', exitCode: 0 });
    expect(spawners.pids()).toHaveLength(2);
    expect(before).toEqual(expect.arrayContaining([...spawners.pids()]));
    expect(spawners.pids()).toContain(Number(log('work').toString()));
    await processes.sweep();
    await until(() => !spawners.pids().some(isAlive));
  });

  test('ends if fewer are needed', async () => {
    const before = children();
    early = startEarlySpawners(2);
    const started = children().filter((pid) => !before.includes(pid));
    expect(started).toHaveLength(2);
    const taken = early.take(1)?.map(({ pid }) => pid);
    expect(taken).toEqual([expect.any(Number)]);
    await until(() => started.filter(isAlive).length === 1);
    expect(started.filter(isAlive)).toEqual(taken);
    process.kill(taken?.[0] ?? 0, 'SIGKILL');
  });

  test('that has ended meanwhile keeps no program from starting', async () => {
    const before = children();
    early = startEarlySpawners(1);
    const [killed = 0] = children().filter((pid) => !before.includes(pid));
    process.kill(killed, 'SIGKILL');
    await until(() => !isAlive(killed));
    const { processes, step } = await benchWith(early, 1);
    expect(await step(task('exit 3'))).toMatchObject({ type: 'exited', exitCode: 3 });
    await processes.sweep();
  });
});

async function benchWith(earlySpawners: EarlySpawners, count: number) {
  const found: Spawners[] = [];
  const made = bench({ spawners: count, earlySpawners, withSpawners: (spawners) => found.push(spawners) });
  const [spawners] = found;
  if (spawners === undefined) throw new Error('expected spawners, found none');
  await spawners.ready;
  return { ...made, spawners };
}

/** Pids of the processes that this one has started. */
function children(): readonly number[] {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}
