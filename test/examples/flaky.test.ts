import { afterEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
afterEach(() => example.remove());

/** With a longer timeout, so that only the attempt that hangs reaches it, also on a busy machine. */
function copyWithTime(): ExampleCopy {
  const copy = copyExample('flaky');
  copy.alter('mission.yml', 'timeout: 2s', 'timeout: 8s');
  return copy;
}

describe('the flaky mission', () => {
  it('succeeds where a retry helps, and reports which tests needed one', limit, async () => {
    example = copyWithTime();
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);

    const copy = run.row('copy');
    expect(copy).toMatchObject({ status: 'succeeded', attempts: 4, outputs: { messages: '200' } });
    expect(copy.attemptList?.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'succeeded']);
    const starts = copy.attemptList ?? [];
    const waits = starts.slice(1).map(({ started }, index) => started - (starts[index]?.ended ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(0.9 * 100 * 2 ** index - 1);

    const compact = run.row('compact');
    expect(compact.status).toBe('succeeded');
    expect(compact.attemptList?.[0]?.status).toBe('timed-out');
    expect(run.finalReport()).toMatch(/\| Flaky in this run \| `compact`, `copy` +\|/);
    expect(run.row('order').attempts).toBe(1);

    // The known weakness is not retried, and stays in the report.
    expect(run.row('once')).toMatchObject({ status: 'failed', attempts: 1 });
    expect(run.finalReport()).toContain('expected every message once, found duplicates: message 100, message 199');
    expect(run.report('known-weakness')).toContain('message 100, message 199');
  });

  it('fails if no retry helps', limit, async () => {
    example = copyExample('flaky');
    example.alter('queue.mjs', 'REPAIR_BATCH = 100', 'REPAIR_BATCH = 0');
    example.alter('mission.yml', 'delay: 100ms', 'delay: 10ms');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('copy')).toMatchObject({ status: 'failed', attempts: 5 });
    expect(run.finalReport()).toContain('expected 200 messages in the copy, found 0; the next one is message 1');
    expect(run.row('all').status).toBe('skipped');
  });

  it('does not retry a failure that `retry` does not name: a wrong answer is not a timeout', limit, async () => {
    example = copyWithTime();
    example.alter('queue.mjs', 'index = new Set(queue);', 'index = new Set(queue); say("OK 0");');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('compact')).toMatchObject({ status: 'failed', attempts: 1 });
    expect(run.report('compact')).toContain('expected an index of 200 messages, found OK 0');
  });

  it('does not report the known weakness after it is repaired', limit, async () => {
    example = copyExample('flaky');
    example.alter('queue.mjs', 'MOST_PER_CONNECTION = 100', 'MOST_PER_CONNECTION = 1000');
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.row('once').status).toBe('succeeded');
    expect(run.row('known-weakness').status).toBe('skipped');
  });
});
