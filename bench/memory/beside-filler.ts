import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { makeControlGroup } from '../control-group.ts';
import type { Place } from './contest.ts';

const holder = join(import.meta.dirname, '../programs/hold-memory.mjs');

export interface SharedHost {
  /** Bytes: an outer group that plays the host, and what one process beside the contender fills of it. */
  readonly host: number;
  readonly filled: number;
  /** Limit of the contender's own group in bytes. */
  readonly memory: number;
}

/** A group inside another one that another process has filled in part, so that the host of the benchmark itself is not filled. */
export async function besideFiller({ host, filled, memory }: SharedHost): Promise<Place> {
  const outer = makeControlGroup(host);
  const filler = outer.inside({ program: process.execPath, arguments: [holder, String(filled), '600'] });
  const child = spawn(filler.program, filler.arguments, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(refuse)]);
    const group = outer.group(memory);
    return {
      group,
      leave: async () => {
        await group.remove();
        await outer.remove();
      },
    };
  } catch (error) {
    await outer.remove();
    throw error;
  }
}

function refuse(): never {
  throw new Error('expected a process that fills the outer group, found that it ended');
}
