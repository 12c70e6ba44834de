import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Relative to the entry of the bundle, to its chunks, and to this file when the sources are run directly. */
const PLACES = ['./spawner.js', '../spawner.js', './spawner.ts'];

/**
 * Options for Node and V8. A spawner runs for moments at a time: threads for compilation and garbage collection would only add memory that each
 * `fork` copies. Without optimized code, a start takes a tenth less CPU time, and with a young generation that stays at 1 MB a twentieth less.
 */
const SPAWNER_OPTIONS = [
  ...['--single-threaded', '--v8-pool-size=0', '--no-opt', '--no-maglev'],
  ...['--min-semi-space-size=1', '--max-semi-space-size=1'],
];

/** Starts the processes. Fewer or none if the system is short of descriptors or memory, and undefined if their program is missing. */
export function forkSpawners(count: number): readonly ChildProcess[] | undefined {
  const program = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) =>
    existsSync(path),
  );
  if (program === undefined) return undefined;
  return Array.from({ length: count }, () => forkSpawner(program)).filter((each) => each !== undefined);
}

/** Ends a spawner. Not left to itself: if it is stopped, it would not end, and the runner would wait for it. */
export function endSpawner(spawner: ChildProcess): void {
  if (spawner.connected) spawner.disconnect();
  spawner.kill('SIGKILL');
}

/** In a session of its own, so that Ctrl-C ends it only with the runner. Options for Node are for the runner alone. */
function forkSpawner(program: string): ChildProcess | undefined {
  const { NODE_OPTIONS: _, NODE_V8_COVERAGE: __, ...env } = process.env;
  try {
    const spawner = fork(program, [], {
      detached: true,
      execArgv: SPAWNER_OPTIONS,
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Without a listener, the error of a start is an uncaught exception.
    spawner.on('error', () => {});
    return spawner.connected ? spawner : undefined;
  } catch {
    return undefined;
  }
}
