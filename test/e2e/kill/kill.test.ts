import { expect, it } from 'vitest';
import { runStories } from './run-stories.ts';

// Windows has no signals to send, and no /proc to look for leftovers.
it.skipIf(process.platform !== 'linux')(
  'F34 20 kills at random events of a mission of 60 tasks: no false success, no task runs twice, every document is complete, no process is left',
  // No retry: each attempt chooses other moments, and a moment that fails must not be lost.
  { timeout: 240_000, retry: 0 },
  async () => {
    const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
    const { kills, problems } = await runStories(20, seed);
    expect(problems).toEqual([]);
    expect(kills).toBe(20);
  },
);
