import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, packageVersion } from './npm-package.ts';
import type { Peer } from './peer.ts';

// The native program. The package `turbo` is only a small Node wrapper that starts it.
const PACKAGE = process.arch === 'arm64' ? '@turbo/linux-arm64' : '@turbo/linux-64';

/** Scripts of a single package, which turbo runs through npm. */
export const turbo: Peer = {
  name: 'turbo',
  kind: 'native',
  startsNpm: true,
  source: 'npm run bench -- --install',
  version: () => packageVersion(PACKAGE),
  prepare: ({ jobs, atOnce }, folder) => {
    const scripts = Object.fromEntries(jobs.map(({ id, run }) => [id, run]));
    const manifest = { name: 'work', private: true, packageManager: 'npm@11.0.0', scripts };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const lock = { name: 'work', lockfileVersion: 3, packages: { '': { name: 'work' } } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
    const tasks = Object.fromEntries(jobs.map(({ id, needs }) => [id, { cache: false, dependsOn: needs }]));
    writeFileSync(join(folder, 'turbo.json'), JSON.stringify({ tasks }));
    const ids = jobs.map(({ id }) => id);
    return {
      program: packageFile(PACKAGE, 'bin/turbo'),
      arguments: ['run', ...ids, '--concurrency', String(atOnce), '--output-logs=none'],
      environment: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    };
  },
};
