import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bench, task } from './step-harness.ts';

const size = 64 * 1024 * 1024;

function ownMemory(): number {
  const { external, heapUsed } = process.memoryUsage();
  return external + heapUsed;
}

describe.skipIf(process.platform === 'win32')('output', () => {
  it('F20 keeps memory constant with 64 MB on one line, and the log complete', { timeout: 60_000 }, async () => {
    const { step, processes, dir } = bench();
    const before = ownMemory();
    const long = task(`head -c ${size} /dev/zero | tr '\\0' x`);
    expect(await step(long)).toEqual({ type: 'exited', exitCode: 0 });
    const left = processes.collect(long, 1);
    expect(ownMemory() - before).toBeLessThan(size / 4);
    expect(left.logBytes).toBe(size);
    expect(left.logTail).toBe(`…${'x'.repeat(8 * 1024)}`);
    expect(statSync(join(dir, 'logs', 'work.log')).size).toBe(size);
  });

  it('F20 keeps the last whole lines of a long log', { timeout: 60_000 }, async () => {
    const { step, processes } = bench();
    const lines = task('seq 1 3000000');
    await step(lines);
    const { logTail } = processes.collect(lines, 1);
    expect(logTail.split('\n')).toEqual(Array.from({ length: 50 }, (_, index) => String(3_000_000 - 49 + index)));
  });

  it('F22 leaves the raw log unchanged and returns clean text', async () => {
    const { step, processes, log } = bench();
    const raw = task(
      `printf 'a\\xffb\\0c \\e[31mred\\e[0m 10%%\\r100%%\\n\\xe2\\x80\\xaeevil\\xe2\\x80\\xa8next\\n' >&2`,
    );
    await step(raw);
    expect(log('work').toString('latin1')).toBe(
      'a\xffb\0c \x1b[31mred\x1b[0m 10%\r100%\n\xe2\x80\xaeevil\xe2\x80\xa8next\n',
    );
    expect(processes.collect(raw, 1).logTail).toBe('100%\nevil\nnext');
  });

  it('F23 writes both streams of all steps to one file and prints nothing', async () => {
    const { step, log } = bench();
    const steps = task([
      { name: 'First', run: 'echo out; echo err >&2; printf "no line end"' },
      { name: 'Second', run: 'echo ::error::x' },
      { run: 'echo unnamed' },
    ]);
    for (const index of [0, 1, 2]) await step(steps, index);
    expect(log('work').toString()).toBe(
      '▶ step 1/3: First\nout\nerr\nno line end\n▶ step 2/3: Second\n::error::x\nunnamed\n',
    );
  });

  it('starts with an empty log, and appends later attempts', async () => {
    const { step, log } = bench();
    await step(task('echo earlier run'));
    await step(task('echo one'));
    await step(task('echo two'), 0, 2);
    expect(log('work').toString()).toBe('one\n▶ attempt 2\ntwo\n');
  });

  it('takes no report of an attempt that was evicted', async () => {
    const { processes, step } = bench();
    await step(task('echo early > "$MISSION_REPORT"'));
    await step(task('true'), 0, 1, '{}', 1);
    expect(processes.collect(task('true'), 1).report).toBeUndefined();
  });

  it('takes no report of an earlier run in the same folder', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'mission earlier '));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    mkdirSync(join(dir, 'io', '1'), { recursive: true });
    writeFileSync(join(dir, 'io', '1', 'work.report.md'), 'early');
    const { processes, step } = bench({ dir });
    await step(task('true'));
    expect(processes.collect(task('true'), 1).report).toBeUndefined();
  });

  it('F253: keeps what an evicted task wrote, and appends its next launch', async () => {
    const { step, log } = bench();
    await step(task('echo one'));
    await step(task('echo two'), 0, 1, '{}', 1);
    expect(log('work').toString()).toBe('one\n▶ attempt 1, after an eviction\ntwo\n');
  });

  it('F30 runs a task without a log if the log cannot be opened, and reports that', async () => {
    const messages: string[] = [];
    const { step, read } = bench({ degraded: (message) => messages.push(message) });
    await step(task(`rm -rf "$MISSION_DIR/logs"; echo > "$MISSION_DIR/logs"`));
    expect(await step(task('echo lost; echo done > done'))).toEqual({ type: 'exited', exitCode: 0 });
    expect(read('done')).toBe('done\n');
    expect(messages).toEqual([expect.stringContaining('the log of work cannot be written: EEXIST')]);
  });
});
