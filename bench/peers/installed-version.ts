import { spawnSync } from 'node:child_process';

/** The first version number that `program --version` prints. Undefined if the program cannot run. */
export function installedVersion(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? (/\d[\w.-]*/.exec(stdout)?.[0] ?? 'unknown version') : undefined;
}
