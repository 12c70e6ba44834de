import type { ChildProcess } from 'node:child_process';
import { endSpawner, forkSpawners } from './fork.ts';

/** Spawner processes that start while the mission is still being read. They do not keep the runner alive, and end with it. */
export interface EarlySpawners {
  /** Hands over the first `count` and ends the rest. Undefined if there are none: then new ones have to be started. */
  take(count: number): readonly ChildProcess[] | undefined;
  /** Ends those that were not taken. */
  end(): void;
}

/**
 * Reading a large mission keeps one CPU busy, and starting two spawners keeps another one busy for as long. One after the other, they would delay the first
 * tasks, which the runner would have to start itself.
 */
export function startEarlySpawners(count: number): EarlySpawners {
  let left = process.platform === 'linux' && count > 0 ? (forkSpawners(count) ?? []) : [];
  for (const each of left) {
    each.unref();
    each.channel?.unref();
  }
  const end = (): void => {
    for (const each of left) endSpawner(each);
    left = [];
  };
  return {
    take: (wanted) => {
      // One that has ended meanwhile starts nothing.
      const taken = left.filter((each) => each.connected).slice(0, wanted);
      left = left.filter((each) => !taken.includes(each));
      end();
      for (const each of taken) {
        each.ref();
        each.channel?.ref();
      }
      return taken.length === 0 ? undefined : taken;
    },
    end,
  };
}
