import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, run } from './command.ts';

/** Resources that one process used itself, without its children. CPU time is with that of its spawner processes. */
export interface Usage {
  /** Milliseconds, user and system, all threads. */
  readonly cpu: number;
  /** Largest resident set, in bytes. */
  readonly peakMemory: number;
  /** Milliseconds from its start to its end. */
  readonly wall: number;
}

const recorder = join(import.meta.dirname, 'programs/record-usage.mjs');

/** Runs a Node program and returns the resources that its process used. */
export async function ownUsage(command: Command, folder: string): Promise<Usage> {
  const file = join(folder, 'usage.json');
  const watched: Command = {
    ...command,
    arguments: ['--import', recorder, ...command.arguments],
    environment: { ...command.environment, BENCH_USAGE: file },
  };
  const wall = await run(watched, folder);
  const noted = JSON.parse(readFileSync(file, 'utf8')) as Omit<Usage, 'wall'>;
  return { ...noted, wall };
}
