import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { StepOutcome } from '../../../src/ports/ports.ts';
import type { ProcessOptions } from '../../../src/process/processes.ts';
import { applyDifference, differenceOf } from '../../../src/process/spawners/messages.ts';
import type { Spawners } from '../../../src/process/spawners/spawners.ts';
import { type Bench, bench, isAlive, task, until, untilWritten } from '../step-harness.ts';

const run = promisify(execFile);

interface Helped extends Bench {
  readonly spawners: Spawners;
  readonly notes: readonly string[];
}

/** Processes whose programs are started by spawner processes. */
async function helped(options: Partial<ProcessOptions> = {}): Promise<Helped> {
  const found: Spawners[] = [];
  const notes: string[] = [];
  const withSpawners = (spawners: Spawners): void => {
    found.push(spawners);
  };
  const degraded = (message: string): void => {
    notes.push(message);
  };
  const made = bench({ spawners: 1, withSpawners, degraded, ...options });
  const [spawners] = found;
  if (spawners === undefined) throw new Error('expected spawners, found none');
  await spawners.ready;
  return { ...made, spawners, notes };
}

function parentOf(pid: number | string): number {
  return Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  );
}

describe.skipIf(process.platform !== 'linux')('F441 a program that a spawner process starts', () => {
  test('has the spawner as its parent, and a session of its own', async () => {
    const { step, log, spawners } = await helped();
    expect(await step(task('cat /proc/$$/stat'))).toMatchObject({ type: 'exited', exitCode: 0 });
    const [pid, parent, group, session] =
      /^(\d+) .*\) \S (\d+) (\d+) (\d+)/.exec(log('work').toString())?.slice(1) ?? [];
    expect(spawners.pids()).toEqual([Number(parent)]);
    expect([group, session]).toEqual([pid, pid]);
  });

  test('has the arguments, the environment, the folder, the empty input and the kill order of one that the runner starts', async () => {
    const script =
      'pwd; tr "\\0" "\\n" < /proc/$$/environ | grep -vE "^(MISSION|GITHUB)_" | sort; cat; cat /proc/self/oom_score_adj; ls -l /proc/self/fd | wc -l';
    const outputs: string[] = [];
    const environment = { PATH: process.env.PATH ?? '', HOME: '/home', NODE_OPTIONS: '--no-warnings' };
    for (const make of [async () => bench({ environment }), () => helped({ environment })]) {
      const { step, log, root } = await make();
      expect(await step(task(script, { env: { ADDED: 'a "b" = ü', HOME: '/elsewhere' } }))).toMatchObject({
        exitCode: 0,
      });
      outputs.push(log('work').toString().replaceAll(root, 'ROOT'));
    }
    expect(outputs[0]).toContain('ADDED=a "b" = ü\nHOME=/elsewhere\n');
    expect(outputs[1]).toBe(outputs[0]);
  });

  test.each([
    ['exit 0', { exitCode: 0 }],
    ['exit 143', { exitCode: 143 }],
    ['kill -TERM $$', { signal: 'SIGTERM' }],
    ['kill -SEGV $$', { signal: 'SIGSEGV' }],
    ['missing-program', { exitCode: 127 }],
  ] as const)('ends with what the kernel reports: %s', async (run, end) => {
    const { step } = await helped();
    expect(await step(task(run))).toMatchObject({ type: 'exited', ...end });
  });

  test('that cannot be started is reported as if the runner had tried', async () => {
    const { step } = await helped({ retries: [] });
    const huge = { HUGE: 'x'.repeat(200_000) };
    expect(await step(task(':', { env: huge }))).toMatchObject({
      type: 'spawn-failed',
      message: expect.stringContaining('its environment is too long for this system'),
    });
    expect(await step(task(':', { id: 'next' }))).toMatchObject({ exitCode: 0 });
  });

  test('appends to the log of its task, after what is in it', async () => {
    const { step, log } = await helped();
    const steps = task([{ run: 'echo one; echo two >&2' }, { run: 'echo three', name: 'Third' }]);
    expect(await step(steps, 0)).toMatchObject({ exitCode: 0 });
    expect(await step(steps, 1)).toMatchObject({ exitCode: 0 });
    expect(log('work').toString()).toBe('one\ntwo\n▶ step 2/2: Third\nthree\n');
  });

  test('is stopped with all that it has started, also if the spawner has not answered yet', async () => {
    const { processes, step, file, spawners } = await helped();
    const ended = step(task(`sleep 1000 & echo $! > '${file('pid')}'; sleep 1000`));
    const sleeper = Number(await untilWritten(file('pid')));
    processes.terminate('work');
    expect(await ended).toMatchObject({ signal: 'SIGTERM' });
    expect(isAlive(sleeper)).toBe(false);

    const early = step(task('sleep 1000', { id: 'early' }));
    processes.kill('early');
    expect(await early).toMatchObject({ type: 'exited', signal: 'SIGKILL' });
    expect(spawners.pids().every(isAlive)).toBe(true);
  });
});

describe.skipIf(process.platform !== 'linux')('F442 a spawner process', () => {
  test('that is killed takes along what it has started; the next programs are started by the runner', async () => {
    const { processes, step, file, spawners, notes } = await helped();
    const outcomes: StepOutcome[] = [];
    const sleeper = task(`echo $$ > '${file('pid')}'; sleep 1000`);
    processes.start({ task: sleeper, attempt: 1, step: 0, env: {}, context: '{}' }, (outcome) =>
      outcomes.push(outcome),
    );
    const leader = Number(await untilWritten(file('pid')));
    // The task can run before the spawner has said so, and a start without an answer has failed.
    await until(() => outcomes.length === 1);
    for (const pid of spawners.pids()) process.kill(pid, 'SIGKILL');
    await until(() => outcomes.length === 2);
    expect(outcomes).toEqual([
      expect.objectContaining({ type: 'started', pid: leader }),
      expect.objectContaining({ type: 'exited', signal: 'SIGKILL' }),
    ]);
    await until(() => !isAlive(leader));
    expect(notes).toEqual([expect.stringMatching(/^the process \d+ that started programs of tasks has ended/)]);
    expect(await step(task(`echo $PPID > '${file('parent')}'`, { id: 'next' }))).toMatchObject({ exitCode: 0 });
    expect(await untilWritten(file('parent'))).toBe(String(process.pid));
  });

  test('is not in the session of the runner, and ends with the run', async () => {
    const { processes, spawners } = await helped();
    const [spawner = 0] = spawners.pids();
    expect(parentOf(spawner)).toBe(process.pid);
    await processes.sweep();
    await until(() => !isAlive(spawner));
  });

  test('that is not ready yet is not waited for', async () => {
    const { step, log } = bench({ spawners: 1 });
    expect(await step(task('echo $PPID'))).toMatchObject({
      type: 'exited',
      exitCode: 0,
    } satisfies Partial<StepOutcome>);
    expect(log('work').toString()).toBe(`${process.pid}\n`);
  });
});

describe.skipIf(process.platform !== 'linux')('F511 a spawner process that a task has stopped', () => {
  test('goes on, so that ends are reported and programs are started', async () => {
    const { step, spawners } = await helped();
    for (const pid of spawners.pids()) process.kill(pid, 'SIGSTOP');
    expect(await step(task('exit 3'))).toMatchObject({ type: 'exited', exitCode: 3 });
  });

  test('goes on at once, also while the machine rests', async () => {
    const { step, spawners } = await helped({ restLength: () => 600_000 });
    for (const pid of spawners.pids()) process.kill(pid, 'SIGSTOP');
    expect(await step(task('exit 3'))).toMatchObject({ type: 'exited', exitCode: 3 });
  });

  test('ends with the run', async () => {
    const { processes, spawners } = await helped();
    const [spawner = 0] = spawners.pids();
    process.kill(spawner, 'SIGSTOP');
    await processes.sweep();
    await until(() => !isAlive(spawner));
  });
});

test.skipIf(process.platform !== 'linux').each([
  [1, '0'],
  [20, '2'],
])(
  'F514 spawner processes are left out if %i descriptors are too few for them',
  { timeout: 60_000 },
  async (free, started) => {
    const script = fileURLToPath(new URL('fixtures/few-descriptors.ts', import.meta.url));
    const { stdout } = await run('bash', ['-c', `ulimit -n 80; exec "${process.execPath}" "${script}" ${free}`]);
    expect(stdout).toBe(started);
  },
);

test('F441 an environment is made again from its difference to another one', () => {
  const base = { A: '1', B: '2', C: '3' };
  const wanted = { A: '1', B: 'two', D: '4' };
  const other = { base: wanted, own: {} };
  expect(differenceOf(base, other)).toEqual({ set: { B: 'two', D: '4' }, unset: ['C'] });
  expect(applyDifference(base, differenceOf(base, other))).toEqual(wanted);
  const same = { base, own: { B: 'two' } };
  expect(differenceOf(base, same)).toEqual({ set: { B: 'two' }, unset: [] });
  expect(applyDifference(base, differenceOf(base, same))).toEqual({ A: '1', B: 'two', C: '3' });
});
