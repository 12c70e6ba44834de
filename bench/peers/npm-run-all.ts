import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, packageVersion } from './npm-package.ts';
import type { Peer } from './peer.ts';

export const npmRunAll: Peer = {
  name: 'npm-run-all2',
  kind: 'node',
  startsNpm: true,
  source: 'npm run bench -- --install',
  version: () => packageVersion('npm-run-all2'),
  prepare: ({ jobs, atOnce }, folder) => {
    if (jobs.some(({ needs }) => needs.length > 0)) return undefined;
    const scripts = Object.fromEntries(jobs.map(({ id, run }) => [id, run]));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'work', private: true, scripts }));
    const program = packageFile('npm-run-all2', 'bin/run-p/index.js');
    const ids = jobs.map(({ id }) => id);
    return { program: process.execPath, arguments: [program, '--max-parallel', String(atOnce), '--silent', ...ids] };
  },
};
