import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MemoryKill } from '../../src/process/trees/attribute-kills.ts';
import { createOutOfMemoryWatch, type OutOfMemoryWatch } from '../../src/process/trees/out-of-memory.ts';
import { bench, task, until } from './step-harness.ts';

/** A kernel that has counted each kill, or none. */
function kernel(counted: boolean): OutOfMemoryWatch {
  const started = () => ({
    ended: async (byKill: boolean): Promise<MemoryKill> => (byKill && counted ? 'proven' : 'none'),
  });
  return { source: 'test', started, sawKill: () => counted };
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

  it('by the runner is not out of memory', async () => {
    const { step, processes, file } = bench({ memory: kernel(true) });
    const ended = step(task('touch up; exec sleep 1000'));
    await until(() => existsSync(file('up')));
    processes.kill('work');
    expect(await ended).toEqual({ type: 'exited', signal: 'SIGKILL' });
  });

  it('F630 one counted kill names none of two steps of the same size, and both are possible victims', async () => {
    let kills = 0;
    const counter = { source: 'test', read: () => kills };
    const { step, file } = bench({
      memory: createOutOfMemoryWatch(counter, { look: 50, claim: 10_000, together: 200, fresh: 0 }),
    });
    const ends = ['one', 'two'].map((id) =>
      step(task(`touch ${id}; until [ -e kill ]; do sleep 0.01; done; kill -9 $$`, { id })),
    );
    await until(() => existsSync(file('one')) && existsSync(file('two')));
    kills = 1;
    writeFileSync(file('kill'), '');
    for (const outcome of await Promise.all(ends)) {
      expect(outcome).toMatchObject({ signal: 'SIGKILL', maybeOutOfMemory: true });
      expect(outcome).not.toHaveProperty('outOfMemory');
    }
  });
});
