import { describe, expect, it } from 'vitest';
import type { OutOfMemoryWatch } from '../../src/process/trees/out-of-memory.ts';
import { bench, task, until } from './step-harness.ts';

/** A kernel that has counted one kill since any mark, or none. */
function kernel(counted: boolean): OutOfMemoryWatch {
  return { source: 'test', mark: () => 0, happenedSince: () => counted };
}

describe.skipIf(process.platform === 'win32')('F14 a step that was killed', () => {
  it.each([
    ['kill -9 $$', { type: 'exited', signal: 'SIGKILL', outOfMemory: true }],
    ['bash -c "kill -9 \\$\\$"', { type: 'exited', exitCode: 137, outOfMemory: true }],
    ['exit 1', { type: 'exited', exitCode: 1 }],
    ['kill -TERM $$', { type: 'exited', signal: 'SIGTERM' }],
  ])('by `%s` ran out of memory only if the kernel counted it', async (run, outcome) => {
    expect(await bench({ memory: kernel(true) }).step(task(run))).toEqual(outcome);
    const { outOfMemory: _, ...plain } = { outOfMemory: false, ...outcome };
    expect(await bench({ memory: kernel(false) }).step(task(run))).toEqual(plain);
  });

  it('by us did not', async () => {
    const { step, processes, file } = bench({ memory: kernel(true) });
    const { existsSync } = await import('node:fs');
    const ended = step(task('touch up; exec sleep 1000'));
    await until(() => existsSync(file('up')));
    processes.kill('work');
    expect(await ended).toEqual({ type: 'exited', signal: 'SIGKILL' });
  });
});
