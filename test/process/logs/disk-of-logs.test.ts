import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asRoot } from '../../as-root.ts';
import { smallDisk } from '../../small-disk.ts';
import { bench, task, until, untilWritten } from '../step-harness.ts';

const MiB = 1024 ** 2;

describe.skipIf(process.platform === 'win32')('F21 a log without end', () => {
  it('F21 is cut while the task goes on, and the event says so', { timeout: 60_000 }, async () => {
    const messages: string[] = [];
    const { step, leaders, processes, log, file, dir } = bench({
      logLimit: MiB,
      degraded: (text) => messages.push(text),
    });
    const work = task(
      'seq 1 1000000; echo > written; until test -e go; do sleep 0.01; done; seq 1000001 2000000; exit 7',
    );
    const outcome = step(work);
    await untilWritten(file('written'));
    await until(() => statSync(join(dir, 'logs', 'work.log')).size < MiB);
    expect(leaders.has('work')).toBe(true);
    writeFileSync(file('go'), '');
    expect(await outcome).toEqual({ type: 'exited', exitCode: 7 });
    const lines = log('work').toString().split('\n');
    expect(lines.slice(0, 3)).toEqual(['1', '2', '3']);
    expect(lines.slice(-3)).toEqual(['1999999', '2000000', '']);
    expect(lines.filter((line) => line.startsWith('[mission: '))).toEqual([
      expect.stringMatching(/^\[mission: 1\d MB were cut out of this log: its limit is 1 MB\]$/),
    ]);
    const { logBytes, logCut = 0 } = processes.collect(work, 1);
    expect(logBytes).toBeLessThanOrEqual(MiB);
    // 14,888,896 bytes were written; the line about what is missing is the only other one.
    expect(Math.abs(logBytes + logCut - 14_888_896)).toBeLessThan(100);
    expect(messages).toEqual(['the log of work has reached its limit of 1 MB: its middle is cut out from now on']);
  });

  it('F21 counts over all steps and attempts, and starts at 0 with the next task', { timeout: 60_000 }, async () => {
    const { step, processes } = bench({ logLimit: MiB });
    const work = task([{ run: 'seq 1 300000' }, { run: 'seq 1 300000' }]);
    await step(work, 0);
    const first = processes.collect(work, 1).logCut ?? 0;
    await step(work, 1);
    await step(work, 0, 2);
    expect(first).toBeGreaterThan(MiB / 2);
    expect(processes.collect(work, 2).logCut).toBeGreaterThan(2 * first);
    const short = task('echo short', { id: 'short' });
    await step(short);
    expect(processes.collect(short, 1)).toEqual({ logTail: 'short', logBytes: 6 });
  });

  it('F21 F26 is redacted as if it had never been cut', { timeout: 60_000 }, async () => {
    const environment = { ...process.env, KEY: 'v3ry-secret-key' };
    const { step, log } = bench({ logLimit: MiB, environment });
    // All on one line, so that no end of a line can be a border.
    const run = 'yes "$KEY" | tr "\\n" " " | head -c 4000000 || true';
    expect(await step(task(run, { secrets: ['KEY'] }))).toEqual({ type: 'exited', exitCode: 0 });
    const text = log('work').toString();
    expect(text.length).toBeLessThan(MiB);
    expect(text.replaceAll('*** ', '')).toMatch(/^\n\[mission: 4 MB were cut [^\]]+\]\n$/);
  });

  it('F21 cuts the log of a service', { timeout: 60_000 }, async () => {
    const { service, dir, processes } = bench({ logLimit: MiB });
    const outcomes = service({ run: 'seq 1 1000000; sleep 1000' });
    await until(() => outcomes.some(({ type }) => type === 'started'));
    const size = (): number => statSync(join(dir, 'logs', 'api.log')).size;
    await until(() => size() > MiB);
    await until(() => size() < MiB);
    processes.killService('api');
    await until(() => outcomes.some(({ type }) => type === 'exited'));
  });
});

describe.skipIf(process.platform !== 'linux')('F30 the disk of the logs is full', () => {
  it('F30 at a start: the task runs without a log, and a message says so', async ({ skip }) => {
    const messages: string[] = [];
    const { step, dir, read, service, processes } = bench({ degraded: (text) => messages.push(text) });
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true });
    smallDisk(1, skip, logs);
    expect(() => writeFileSync(join(logs, 'filler'), Buffer.alloc(2 * MiB))).toThrow('ENOSPC');
    const work = task([{ name: 'only', run: 'echo here; echo done > done' }]);
    expect(await step(work)).toEqual({ type: 'exited', exitCode: 0 });
    expect(read('done')).toBe('done\n');
    expect(processes.collect(work, 1)).toEqual({ logTail: '', logBytes: 0 });
    const outcomes = service({ run: 'echo here; echo up > up; sleep 1000' });
    await until(() => outcomes.some(({ type }) => type === 'started'));
    expect(messages).toEqual([
      'the log of work cannot be written: no space left on its disk',
      'the log of api cannot be written: no space left on its disk',
    ]);
    rmSync(join(logs, 'filler'));
    const later = task('echo later', { id: 'later' });
    await step(later);
    expect(processes.collect(later, 1).logTail).toBe('later');
  });

  it('F30 at a start: also if another task has just taken all of a large disk at once', async ({ skip }) => {
    const messages: string[] = [];
    const { step, dir, file, read } = bench({ degraded: (text) => messages.push(text) });
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true });
    smallDisk(8 * 1024, skip, logs);
    const other = step(task('until test -e go; do sleep 0.01; done', { id: 'other' }));
    await step(task('true', { id: 'before' }));
    // As `fallocate` does on a disk of this size, which would take as much memory here.
    asRoot('mount', '-o', 'remount,size=40k', logs);
    expect(await step(task('seq 20000; echo done > done'))).toEqual({ type: 'exited', exitCode: 0 });
    writeFileSync(file('go'), '');
    await other;
    expect(read('done')).toBe('done\n');
    expect(messages).toContain('the log of work cannot be written: no space left on its disk');
  });

  it('F30 while it runs: long logs are cut in time, and the task goes on', { timeout: 60_000 }, async ({ skip }) => {
    const messages: string[] = [];
    const { step, dir, log, processes } = bench({ degraded: (text) => messages.push(text) });
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true });
    smallDisk(16, skip, logs);
    // 40 MB on a disk of 16 MB, in pieces, each as soon as there is space for it.
    const room = 'until [ "$(($(stat -f -c "%a * %S" "$MISSION_DIR/logs")))" -gt 2000000 ]; do sleep 0.05; done';
    const work = task(`for piece in $(seq 40); do ${room}; seq -f "$piece %0100g" 10000; done; echo the end`);
    expect(await step(work)).toEqual({ type: 'exited', exitCode: 0 });
    const text = log('work').toString();
    expect(text).toMatch(/\n\[mission: \d+ MB were cut out of this log: its disk was nearly full\]\n/);
    expect(text.endsWith('\nthe end\n')).toBe(true);
    expect(text.startsWith('1 0')).toBe(true);
    expect(processes.collect(work, 1).logCut).toBeGreaterThan(24 * MiB);
    expect(messages).toEqual([
      expect.stringMatching(/^the disk of the logs is nearly full, \d MB left: the middle of long logs is cut out$/),
    ]);
  });

  it('F30 filled by other programs: a task that ignores write errors goes on, and a message says so', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const messages: string[] = [];
    const { step, dir, file } = bench({ degraded: (text) => messages.push(text) });
    const logs = join(dir, 'logs');
    mkdirSync(logs, { recursive: true });
    smallDisk(4, skip, logs);
    const work = task('echo > ready; until test -e go; do sleep 0.01; done; echo lost || echo kept > kept; exit 3');
    const outcome = step(work);
    await untilWritten(file('ready'));
    expect(() => writeFileSync(join(logs, 'filler'), Buffer.alloc(8 * MiB))).toThrow('ENOSPC');
    await until(() => messages.length > 0);
    writeFileSync(file('go'), '');
    expect(await outcome).toEqual({ type: 'exited', exitCode: 3 });
    expect(messages).toEqual([expect.stringContaining('the disk of the logs is nearly full, 0 MB left')]);
  });
});
