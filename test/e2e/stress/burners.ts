import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/**
 * Keeps every CPU of the machine busy, as other programs would, until the returned function is called. It runs at the
 * lowest priority, which counts as busy too. `ulimit` ends it after 120 s of CPU time, also if nothing stops it.
 */
export function burnEveryCpu(): () => Promise<void> {
  const burners = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn('nice', ['-n', '19', 'sh', '-c', 'ulimit -t 120; while :; do :; done'], { stdio: 'ignore' }),
  );
  return async () => {
    await Promise.all(burners.map(end));
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
