import { spawnSync } from 'node:child_process';

/** First version number that a program prints; undefined when it cannot be run. */
export function installedVersion(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? (/\d[\w.-]*/.exec(stdout)?.[0] ?? 'unknown version') : undefined;
}
