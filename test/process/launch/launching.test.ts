import { execFile, type SpawnOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { spawnProcess } from '../../../src/process/launch/start-program.ts';
import type { Child } from '../../../src/process/spawners/child.ts';
import { bench, failure, task } from '../step-harness.ts';

const run = promisify(execFile);
const fixtures = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');

describe.skipIf(process.platform === 'win32')('launching', () => {
  it('reports the start only after it has returned, and then the end', async () => {
    const { processes } = bench();
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      processes.start({ task: task(':'), attempt: 1, step: 0, env: {}, context: '' }, (outcome) => {
        seen.push(outcome.type);
        if (outcome.type === 'exited') resolve();
      });
      seen.push('returned');
    });
    expect(seen).toEqual(['returned', 'started', 'exited']);
  });

  it('stops at the first failing command and sees failures in pipes, in a script with a name', async () => {
    const { step, log } = bench();
    expect(await step(task('false | cat\necho not reached'))).toEqual({ type: 'exited', exitCode: 1 });
    expect(log('work').toString()).toBe('');
    await step(task('echo "$0"; no-such-command || true', { id: 'named' }));
    expect(log('named').toString()).toMatch(/^\/.*\/named-1\.sh\n/);
    expect(log('named').toString()).toContain('named-1.sh: line 1: no-such-command: command not found');
  });

  it('F10 reports an unknown or forbidden command inside a script by its exit code', async () => {
    const { step, file } = bench();
    writeFileSync(file('plain.txt'), 'text');
    expect(await step(task('no-such-command-here'))).toEqual({ type: 'exited', exitCode: 127 });
    expect(await step(task('./plain.txt'))).toEqual({ type: 'exited', exitCode: 126 });
  });

  it('F10 distinguishes a missing shell from one that is not executable', async () => {
    const { step, file } = bench();
    writeFileSync(file('shell'), '#!/bin/sh\n');
    chmodSync(file('shell'), 0o644);
    const missing = failure(await step(task(':', { shell: 'no-such-shell {0}' })));
    expect(missing).toContain('shell "no-such-shell {0}": expected the program no-such-shell, found none in PATH (');
    const forbidden = failure(await step(task(':', { shell: './shell {0}' })));
    expect(forbidden).toContain(`found that ${file('shell')} may not; chmod +x it`);
    expect(failure(await step(task(':', { shell: 'fish' })))).toContain('a command that contains {0}');
  });

  it('F10 distinguishes a missing working directory from a file and from a folder outside the root', async () => {
    const { step, file } = bench();
    writeFileSync(file('a-file'), '');
    symlinkSync('/usr', file('link'));
    mkdirSync(file('real'));
    symlinkSync(file('real'), file('inner'));
    const messageFor = async (workingDirectory: string) => failure(await step(task(':', { workingDirectory })));
    expect(await messageFor('nowhere')).toBe(
      `working-directory "nowhere": expected a folder at ${file('nowhere')}, found nothing; create it in an earlier task or correct the path`,
    );
    expect(await messageFor('a-file')).toContain('found a file;');
    expect(await messageFor('a-file/below')).toContain('found a file on the way');
    expect(await messageFor('link')).toContain('found that it leads to /usr, outside of');
    expect(await messageFor('..')).toContain('outside of');
    expect(await messageFor('a\0b')).toContain('null bytes');
    expect(await step(task('test "$(pwd -P)" != ""', { workingDirectory: 'inner' }))).toEqual({
      type: 'exited',
      exitCode: 0,
    });
  });

  it('F10 does not affect the next task', async () => {
    const { step } = bench();
    failure(await step(task(':', { workingDirectory: 'nowhere' })));
    expect(await step(task(':'))).toEqual({ type: 'exited', exitCode: 0 });
  });

  it('F11 refuses NUL characters and too long variables with a message', async () => {
    const { step } = bench();
    expect(failure(await step(task('echo a\0b')))).toContain('its command holds a NUL character');
    expect(failure(await step(task(':', { env: { BAD: 'a\0b' } })))).toContain('its environment variable "BAD" holds');
    const long = failure(await step(task(':', { env: { LONG: 'x'.repeat(20_000_000) } })));
    expect(long).toMatch(/its environment is too long for this system: \d+ bytes in all, of which LONG uses 20000006;/);
  });

  it('F11 runs a script of any length', async () => {
    const { step, log } = bench();
    const script = `${`# ${'x'.repeat(1000)}\n`.repeat(3000)}echo end`;
    expect(await step(task(script))).toEqual({ type: 'exited', exitCode: 0 });
    expect(log('work').toString()).toBe('end\n');
  });

  it('F12 repeats a start while the system is short of processes, and reports the outcome', async () => {
    let calls = 0;
    const { step, log } = bench({
      retries: [1, 1, 1],
      spawn: (program, args, options) => {
        calls++;
        if (calls === 1) throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
        return calls === 2 ? refusedChild('EAGAIN') : spawnProcess(program, args, options);
      },
    });
    expect(await step(task([{ name: 'only', run: 'echo here' }]))).toEqual({ type: 'exited', exitCode: 0 });
    expect(calls).toBe(3);
    expect(log('work').toString()).toBe('▶ step 1/1: only\nhere\n');
  });

  it('F12 gives up after the last repetition', async () => {
    const { step } = bench({ retries: [1, 1], spawn: () => refusedChild('EMFILE') });
    expect(failure(await step(task(':')))).toContain('no descriptors, processes or memory left for it, several times');
    // No trace of the task is left, so it can be started again.
    expect(failure(await step(task(':')))).toContain('several times');
  });

  it('F12 does not repeat a permanent failure', async () => {
    let calls = 0;
    const spawn = () => {
      calls++;
      return refusedChild('EACCES');
    };
    expect(failure(await bench({ spawn }).step(task(':')))).toContain('expected to be allowed to run it');
    expect(calls).toBe(1);
  });

  it('F12 starts with real descriptors used up once some are free again', { timeout: 60_000 }, async () => {
    const { dir, root } = bench();
    const command = `ulimit -n 80; exec "${process.execPath}" "${join(fixtures, 'use-up-descriptors.ts')}" "${dir}" "${root}"`;
    const { stdout } = await run('bash', ['-c', command]);
    expect(JSON.parse(stdout)).toEqual({ runningWhileShort: 0, outcome: { type: 'exited', exitCode: 0 } });
    expect(readFileSync(join(dir, 'logs', 'short.log'), 'utf8')).toBe('started\n');
  });

  it('F07 forgets a start that is waiting to be repeated', async () => {
    let calls = 0;
    const { step, processes } = bench({
      retries: [60_000],
      spawn: () => {
        calls++;
        throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' });
      },
    });
    const outcome = step(task(':'));
    processes.terminate('work');
    processes.kill('work');
    expect(failure(await outcome)).toBe('it was stopped before its process could be started');
    expect(calls).toBe(1);
  });

  it('F07 forgets a start whose first failure is still on its way', async () => {
    const { step, processes } = bench({ retries: [60_000], spawn: () => refusedChild('EAGAIN') });
    const outcome = step(task(':'));
    processes.kill('work');
    expect(failure(await outcome)).toBe('it was stopped before its process could be started');
  });

  it('F16 gives an end of file at once to a command that reads standard input', async () => {
    const { step, log } = bench();
    expect(await step(task('cat; if read -r line; then exit 9; fi; echo end'))).toEqual({
      type: 'exited',
      exitCode: 0,
    });
    expect(log('work').toString()).toBe('end\n');
  });

  it('refuses a second process under an id that runs', async () => {
    const { step, processes } = bench();
    const first = step(task('sleep 1000'));
    expect(failure(await step(task(':')))).toBe('work is running already');
    processes.kill('work');
    expect(await first).toEqual({ type: 'exited', signal: 'SIGKILL' });
  });

  it('passes working directory, group and streams as they have to be', async () => {
    const seen: SpawnOptions[] = [];
    const { step, root } = bench({
      spawn: (program, args, options) => {
        seen.push(options);
        return spawnProcess(program, args, options);
      },
    });
    await step(task(':'));
    expect(seen[0]).toMatchObject({ cwd: root, detached: true });
    expect(seen[0]?.stdio).toEqual(['ignore', expect.any(Number), expect.any(Number)]);
  });
});

/** A child as Node returns it for some errors of a start: no pid, and an event in the next tick. */
function refusedChild(code: string): Child {
  const child = Object.assign(new EventEmitter(), { pid: undefined });
  process.nextTick(() => child.emit('error', Object.assign(new Error(`spawn ${code}`), { code })));
  return child as unknown as Child;
}
