import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { withinLimit } from '../../src/github/service/within-limit.ts';

const never = new AbortController().signal;

test('settles as the work does and removes its listeners', async () => {
  const before = process.listenerCount('uncaughtException');
  expect(await withinLimit(async () => 'done', 10_000, never)).toBe('done');
  await expect(withinLimit(() => Promise.reject(new Error('no')), 10_000, never)).rejects.toThrow('no');
  expect(process.listenerCount('uncaughtException')).toBe(before);
});

test('rejects on an exception outside the promise, and later exceptions do not end the process', () => {
  // In a process of its own: the test runner listens for uncaught exceptions too.
  const script = `
    import { withinLimit } from ${JSON.stringify(new URL('../../src/github/service/within-limit.ts', import.meta.url).href)};
    const work = () => new Promise(() => {
      setTimeout(() => { throw new Error('outside'); }, 1);
      setTimeout(() => { throw new Error('later'); }, 5);
    });
    await withinLimit(work, 10_000, new AbortController().signal).catch((error) => console.log(error.message));
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log('alive');
  `;
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(result.stdout).toBe('outside\nalive\n');
  expect(result.status).toBe(0);
});
