import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '../../../src/process/launch/prepare-command.ts';
import { type CommandEdges, probeCommand } from '../../../src/process/readiness/probe-command.ts';
import { waitForService } from '../../../src/process/readiness/wait-for-service.ts';
import { createProcessSystem } from '../../../src/process/trees/create-process-system.ts';
import { until } from '../step-harness.ts';

const nothingForeign = async (): Promise<undefined> => undefined;

const edges: CommandEdges = { spawn, system: createProcessSystem(process.platform), platform: process.platform };
const never = new AbortController().signal;

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mission readiness ')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function command(script: string, workingDirectory: string, more: Partial<Command> = {}): Command {
  return {
    type: 'ready',
    program: process.execPath,
    arguments: ['-e', script],
    workingDirectory,
    environment: { base: process.env as Record<string, string>, own: { GREETING: 'hello' } },
    verbatim: false,
    ...more,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that its new parent has not reaped yet counts as ended.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('command: ready with exit code 0, in the given folder and environment', async () => {
  const dir = folder();
  const script =
    "require('fs').writeFileSync('seen', process.env.GREETING + ' ' + process.cwd()); console.log('x'.repeat(1e6))";
  expect(await probeCommand(command(script, dir), edges)(never)).toEqual({ type: 'ready' });
  expect(readFileSync(join(dir, 'seen'), 'utf8')).toBe(`hello ${dir}`);
});

test('command: not ready with another exit code, a signal or a missing program', async () => {
  const dir = folder();
  expect(await probeCommand(command('process.exit(3)', dir), edges)(never)).toEqual({
    type: 'not-ready',
    detail: 'exit code 3',
  });
  if (process.platform !== 'win32') {
    expect(await probeCommand(command("process.kill(process.pid, 'SIGUSR2')", dir), edges)(never)).toEqual({
      type: 'not-ready',
      detail: 'its command was ended by SIGUSR2',
    });
  }
  const gone = command('', dir, { program: join(dir, 'missing') });
  expect(await probeCommand(gone, edges)(never)).toMatchObject({
    type: 'not-ready',
    detail: expect.stringContaining('missing'),
  });
  const broken = command('', dir, { environment: { base: {}, own: { NAME: 'a\0b' } } });
  expect(await probeCommand(broken, edges)(never)).toMatchObject({
    type: 'not-ready',
    detail: expect.stringContaining('NUL'),
  });
});

test.skipIf(process.platform === 'win32')('command: is killed with its children when cut off', async () => {
  const dir = folder();
  const program = { program: '/bin/sh', arguments: ['-c', 'sleep 100 & echo $! > child; trap "" TERM; wait; wait'] };
  const controller = new AbortController();
  const seen = probeCommand(command('', dir, program), edges)(controller.signal);
  const file = join(dir, 'child');
  await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
  const child = Number(readFileSync(file, 'utf8'));
  expect(isAlive(child)).toBe(true);
  controller.abort();
  expect(await seen).toEqual({ type: 'not-ready', detail: 'its command had not ended in time' });
  await until(() => !isAlive(child));
});

test.skipIf(process.platform === 'win32')('command: what it leaves running is killed', async () => {
  const dir = folder();
  const program = { program: '/bin/sh', arguments: ['-c', 'sleep 100 & echo $! > child'] };
  expect(await probeCommand(command('', dir, program), edges)(never)).toEqual({ type: 'ready' });
  const child = Number(readFileSync(join(dir, 'child'), 'utf8'));
  await until(() => !isAlive(child));
});

test('command: not started after an abort', async () => {
  const dir = folder();
  const script = "require('fs').writeFileSync('seen', '')";
  expect(await probeCommand(command(script, dir), edges)(AbortSignal.abort())).toMatchObject({ type: 'not-ready' });
  expect(existsSync(join(dir, 'seen'))).toBe(false);
});

test('waitForService works with each kind of check', async () => {
  const dir = folder();
  const log = join(dir, 'service.log');
  const marker = join(dir, 'marker');
  writeFileSync(log, 'started before\n');
  const service = {
    log,
    logStart: 15,
    edges,
    findForeign: nothingForeign,
    prepare: (run: string) => command(run, dir),
  };
  const times = { timeout: 20_000, interval: 10 };
  const script = "process.exit(require('fs').existsSync('marker') ? 0 : 1)";
  const byCommand = waitForService({ check: { type: 'command', run: script }, ...times }, service);
  const byLog = waitForService({ check: { type: 'log', pattern: '^started$' }, ...times }, service);
  const byPort = waitForService({ check: { type: 'tcp', host: '127.0.0.1', port: 1 }, ...times }, service);
  const byPage = waitForService({ check: { type: 'http', url: 'http://127.0.0.1:1/' }, ...times }, service);
  writeFileSync(marker, '');
  writeFileSync(log, 'started before\nstarted\n');
  expect(await byCommand.promise).toEqual({ type: 'ready', after: expect.any(Number) });
  expect(await byLog.promise).toEqual({ type: 'ready', after: expect.any(Number) });
  byPort.cancel();
  byPage.cancel();
  expect(await Promise.all([byPort.promise, byPage.promise])).toEqual([{ type: 'cancelled' }, { type: 'cancelled' }]);
});

test('a command that cannot be prepared is never ready, with a reason', async () => {
  const service = {
    log: 'service.log',
    logStart: 0,
    edges,
    findForeign: nothingForeign,
    prepare: () => ({ type: 'refused', message: 'shell "fish": expected another' }) as const,
  };
  const ready = { check: { type: 'command', run: 'true' }, timeout: 30, interval: 10 } as const;
  expect(await waitForService(ready, service).promise).toEqual({
    type: 'timed-out',
    detail: 'shell "fish": expected another',
  });
});
