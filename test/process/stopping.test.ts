import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createListedProcesses } from '../../src/process/trees/listed-processes.ts';
import { usualStopTimes } from '../../src/process/trees/stop.ts';
import { bench, isAlive, task, until, untilWritten } from './step-harness.ts';

const patient = { ...usualStopTimes, tidy: 60_000, grace: 60_000 };

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Announces itself, then waits in a way that lets a trap run at once. */
const ready = 'echo $$ > ready; while :; do sleep 1000 & wait $! || true; done';

describe.skipIf(process.platform === 'win32')('stopping a tree', () => {
  it('F01 kills the whole group of a task that ignores TERM', async () => {
    const { leaders, processes, step, file } = bench();
    const outcome = step(
      task(`trap 'echo got > term' TERM; bash -c 'trap "" TERM; echo $$ > child; sleep 1000' & ${ready}`),
    );
    const pids = [Number(await untilWritten(file('ready'))), Number(await untilWritten(file('child')))];
    processes.terminate('work');
    await untilWritten(file('term'));
    expect(pids.map(isAlive)).toEqual([true, true]);
    processes.kill('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGKILL' });
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(leaders.size).toBe(0);
  });

  it('F02 settles at once if the task ends within its grace period', async () => {
    const { processes, step, file } = bench({ times: patient });
    const outcome = step(task(`trap 'exit 7' TERM; ${ready}`));
    await untilWritten(file('ready'));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', exitCode: 7 });
  });

  it('F03 settles on exit although a grandchild holds the output open, which is killed and named', async () => {
    const { step, read } = bench();
    const outcome = await step(
      task('sleep 1000 & echo $! > pid; until grep -q ^sleep "/proc/$!/cmdline"; do sleep 0.01; done; exit 3'),
    );
    const pid = Number(read('pid'));
    expect(outcome).toEqual({ type: 'exited', exitCode: 3, leftovers: [{ pid, command: 'sleep 1000' }] });
    expect(isAlive(pid)).toBe(false);
  });

  it('F03 lets a process that needs only a moment end by itself', async () => {
    const { step, read } = bench({ times: patient });
    const outcome = await step(task('exec > >(sleep 0.05; cat > copy); echo last words'));
    expect(outcome).toEqual({ type: 'exited', exitCode: 0 });
    expect(read('copy')).toBe('last words\n');
  });

  it('F04 leaves a worker its grace period if the wrapper shell ends before it', async () => {
    const { processes, step, file } = bench({ times: patient });
    const outcome = step(
      task(`bash -c 'trap "sleep 0.05; echo saved > saved; exit" TERM; ${ready.replace('ready', 'worker')}'; true`),
    );
    await untilWritten(file('worker'));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGTERM' });
    expect(existsSync(file('saved'))).toBe(true);
  });

  it('F324 leaves a worker the grace period of its task, if it is longer than usual', async () => {
    const { processes, step, file } = bench({ times: { ...usualStopTimes, grace: 0 } });
    const worker = `bash -c 'trap "sleep 0.3; echo saved > saved; exit" TERM; ${ready.replace('ready', 'worker')}'; true`;
    const outcome = step({ ...task(worker), grace: 60_000 });
    await untilWritten(file('worker'));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGTERM' });
    expect(existsSync(file('saved'))).toBe(true);
  });

  it('F04 kills and names a worker that ignores TERM after the wrapper shell has ended', async () => {
    const { leaders, processes, step, file } = bench({ times: patient });
    const outcome = step(task(`bash -c 'trap "" TERM; echo $$ > worker; exec sleep 1000'; true`));
    const pid = Number(await untilWritten(file('worker')));
    const leader = leaders.get('work') ?? 0;
    processes.terminate('work');
    // Reaped, not only ended: from then on the tree is known to be without its leader.
    await until(() => !exists(leader));
    processes.kill('work');
    expect(await outcome).toMatchObject({ signal: 'SIGTERM', leftovers: [{ pid }] });
    expect(isAlive(pid)).toBe(false);
  });

  it('F07 sends one TERM for any number of calls, and nothing after the end', async () => {
    const { processes, step, file, read } = bench();
    const outcome = step(
      task(`trap 'echo term >> terms' TERM; echo > ready; until test -e go; do sleep 0.01 || true; done`),
    );
    await untilWritten(file('ready'));
    processes.terminate('work');
    await untilWritten(file('terms'));
    processes.terminate('work');
    processes.terminate('work');
    writeFileSync(file('go'), '');
    expect(await outcome).toEqual({ type: 'exited', exitCode: 0 });
    expect(read('terms')).toBe('term\n');
    processes.terminate('work');
    processes.kill('work');
    processes.kill('unknown');
  });

  it('F07 stops a task at the moment of its start', async () => {
    const { processes, step } = bench();
    const outcome = step(task('sleep 1000'));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGTERM' });
  });

  it('F09 ends a fork storm with its group', async () => {
    const { leaders, processes, step, file } = bench();
    const storm = 'for i in $(seq 20); do (while :; do (sleep 0.01 &) ; done) & done; echo > ready; wait';
    const outcome = step(task(storm));
    await untilWritten(file('ready'));
    const leader = leaders.get('work') ?? 0;
    processes.kill('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGKILL' });
    expect(
      createListedProcesses()
        .list()
        .filter(({ group }) => group === leader),
    ).toEqual([]);
  });

  it('wakes a stopped process so that it can handle TERM', async () => {
    const { processes, step, file } = bench();
    const outcome = step(task(`trap 'exit 5' TERM; echo > ready; kill -STOP $$; ${ready}`));
    await untilWritten(file('ready'));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', exitCode: 5 });
  });
});

// Marks are read from /proc, which exists only on Linux.
describe.skipIf(process.platform !== 'linux')('escaped processes (Linux only: needs /proc)', () => {
  const escaped = `setsid bash -c 'trap "echo > asked; exit" TERM; echo $$ > escaped; while :; do sleep 1000 & wait $! || true; done' & `;

  it('F05 also terminates processes that left the group with setsid', async () => {
    const { processes, step, file } = bench();
    const outcome = step(task(`${escaped} wait`));
    const pid = Number(await untilWritten(file('escaped')));
    processes.terminate('work');
    expect(await outcome).toEqual({ type: 'exited', signal: 'SIGTERM' });
    expect(existsSync(file('asked'))).toBe(true);
    expect(isAlive(pid)).toBe(false);
  });

  it('F05 kills processes that left the group with an empty environment while their parent lives', async () => {
    const { processes, step, file } = bench();
    const outcome = step(task(`env -i /usr/bin/setsid "$BASH" -c 'echo $$ > escaped; sleep 1000' & wait`));
    const pid = Number(await untilWritten(file('escaped')));
    processes.kill('work');
    expect(await outcome).toMatchObject({ type: 'exited', signal: 'SIGKILL' });
    expect(isAlive(pid)).toBe(false);
  });

  it('F05 finds processes that escaped from a successful task, and no others, in the sweep', async () => {
    const other = bench();
    const bystander = other.step(task(ready));
    await untilWritten(other.file('ready'));
    const { processes, step, file } = bench();
    const outcome = await step(task(`${escaped} until test -s escaped; do sleep 0.01; done`));
    expect(outcome).toEqual({ type: 'exited', exitCode: 0 });
    const pid = Number(await untilWritten(file('escaped')));
    const swept = await processes.sweep();
    expect(swept.map((left) => left.pid)).toContain(pid);
    expect(swept.find((left) => left.pid === pid)?.command).toMatch(/^bash -c trap /);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(file('asked'))).toBe(false);
    expect(await processes.sweep()).toEqual([]);
    other.processes.kill('work');
    expect(await bystander).toEqual({ type: 'exited', signal: 'SIGKILL' });
  });

  it('does not count a zombie in the group as a leftover', async () => {
    // The parent leaves the group and never waits: its ended child stays behind as a zombie.
    const { step, file, processes } = bench();
    const script = `
import os, time
child = os.fork()
if child == 0:
    os._exit(0)
os.setsid()
open('zombie', 'w').write(f'{child}\\n')
time.sleep(1000)
`;
    writeFileSync(file('zombie.py'), script);
    const outcome = await step(task('python3 zombie.py & until test -s zombie; do sleep 0.01; done'));
    const zombie = Number(await untilWritten(file('zombie')));
    expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ');
    expect(outcome).toEqual({ type: 'exited', exitCode: 0 });
    expect(await processes.sweep()).toHaveLength(1);
  });

  it('leaves no file descriptor open', async () => {
    const { step } = bench();
    await step(task(':'));
    const before = readdirSync('/proc/self/fd').length;
    for (let round = 0; round < 5; round++) await step(task(':'));
    // Another part of the test runner may open one meanwhile.
    expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 5);
  });
});
