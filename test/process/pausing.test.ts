import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTreeStopper } from '../../src/process/trees/stop.ts';
import { stopLeftovers } from '../../src/process/trees/stop-leftovers.ts';
import { type Bench, bench, isAlive, task, until, untilWritten } from './step-harness.ts';

/** The state of a process in /proc, such as `T` for stopped; undefined if it has ended. */
function stateOf(pid: number): string | undefined {
  try {
    return /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
}

/** Three processes: the shell, a child of its group, and a grandchild with a session of its own. Each prints its pid. */
const TREE = [
  `bash -c 'echo $$ > child; while :; do sleep 0.01; done' &`,
  `setsid bash -c 'echo $$ > escaped; while :; do sleep 0.01; done' &`,
  'echo $$ > shell',
  'until [ -e go ]; do sleep 0.01; done',
  'kill $(cat child) $(cat escaped)',
].join('\n');

async function pidsOf({ file }: Bench): Promise<readonly number[]> {
  const names = ['shell', 'child', 'escaped'];
  return Promise.all(names.map(async (name) => Number(await untilWritten(file(name)))));
}

const stopped = (pids: readonly number[]): boolean => pids.every((pid) => stateOf(pid) === 'T');

describe.skipIf(process.platform !== 'linux')('pausing a tree (Linux: needs /proc)', () => {
  it('F220: stops every process of the tree, also one that has left its session, and lets all of them go on', async () => {
    const made = bench();
    const outcome = made.step(task(TREE));
    const pids = await pidsOf(made);
    made.processes.pause('work');
    await until(() => stopped(pids));
    made.processes.continue('work');
    await until(() => pids.every((pid) => stateOf(pid) !== 'T'));
    made.processes.pause('work');
    await until(() => stopped(pids));
    made.processes.continue('work');
    await until(() => pids.every((pid) => stateOf(pid) !== 'T'));
    await made.step(task('touch go', { id: 'other' }));
    expect(await outcome).toMatchObject({ type: 'exited', exitCode: 0 });
  });

  it('F228: TERM ends a paused tree with its handlers, and KILL one whose processes ignore TERM', async () => {
    const polite = bench();
    const outcome = polite.step(task(`trap 'echo bye > bye; exit 3' TERM; ${TREE}`));
    const pids = await pidsOf(polite);
    polite.processes.pause('work');
    await until(() => stopped(pids));
    polite.processes.terminate('work');
    expect(await outcome).toMatchObject({ exitCode: 3 });
    expect(polite.read('bye')).toBe('bye\n');
    expect(pids.map(isAlive)).toEqual([false, false, false]);

    const stubborn = bench();
    const killed = stubborn.step(task(`trap '' TERM; ${TREE}`));
    const others = await pidsOf(stubborn);
    stubborn.processes.pause('work');
    await until(() => stopped(others));
    stubborn.processes.kill('work');
    expect(await killed).toMatchObject({ signal: 'SIGKILL' });
    await until(() => !others.some(isAlive));
  });

  it('F232: finds and stops the paused processes of a run that was killed, by their mark', async () => {
    const made = bench();
    const outcome = made.step(task(TREE));
    const pids = await pidsOf(made);
    made.processes.pause('work');
    await until(() => stopped(pids));
    // What the next command for this folder does.
    const found = await stopLeftovers({ run: made.run, grace: 10_000 });
    expect(found.map(({ pid }) => pid)).toEqual(expect.arrayContaining([...pids]));
    expect(pids.map(isAlive)).toEqual([false, false, false]);
    expect(await outcome).toMatchObject({ type: 'exited', signal: 'SIGTERM' });
  });

  it('stops a process that is started while its task is paused', async () => {
    // The start fails at first for lack of resources, and is tried again.
    let failures = 1;
    const made = bench({
      retries: [20],
      spawn: (program, args, options) => {
        if (failures-- > 0) throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' });
        return spawn(program, args, options);
      },
    });
    const outcome = made.step(task('echo $$ > shell; sleep 0.01'));
    made.processes.pause('work');
    await until(() => made.leaders.has('work'));
    const leader = made.leaders.get('work') ?? 0;
    await until(() => stateOf(leader) === 'T');
    made.processes.continue('work');
    expect(await outcome).toMatchObject({ type: 'exited', exitCode: 0 });
  });

  it('does nothing for a task that does not run, or that is being stopped', async () => {
    const made = bench();
    made.processes.pause('work');
    made.processes.continue('work');
    const outcome = made.step(task(`trap 'while :; do sleep 0.01; done' TERM; ${TREE}`));
    const [shell = 0] = await pidsOf(made);
    made.processes.terminate('work');
    made.processes.pause('work');
    expect(stateOf(shell)).not.toBe('T');
    made.processes.kill('work');
    expect(await outcome).toMatchObject({ signal: 'SIGKILL' });
  });
});

it('F220: looks again for processes that were started between the look and its signals', () => {
  const rows = [
    { pid: 100, parent: 1, group: 100, session: 100, start: '1' },
    { pid: 101, parent: 100, group: 101, session: 101, start: '2' },
  ];
  const signals: string[] = [];
  let looks = 0;
  const stopper = createTreeStopper(
    {
      list: () => {
        looks += 1;
        // The process that left the group starts another one before it is stopped.
        if (looks === 2) rows.push({ pid: 102, parent: 101, group: 101, session: 101, start: '3' });
        return [...rows];
      },
      markOf: () => undefined,
      commandOf: () => '',
      groupExists: () => true,
      signalGroup: (group, signal) => signals.push(`${signal} group ${group}`),
      signalOne: ({ pid }, signal) => signals.push(`${signal} ${pid}`),
    },
    'run',
    { tidy: 0, grace: 0, gone: 0 },
  );
  stopper.pause({ id: 'A', leader: 100, stopping: 'no', known: [] });
  expect(signals).toEqual(['SIGSTOP group 100', 'SIGSTOP 101', 'SIGSTOP 102']);
  expect(looks).toBe(3);
});
