import { packageFile, packageVersion } from './npm-package.ts';
import type { Peer } from './peer.ts';

export const concurrently: Peer = {
  name: 'concurrently',
  kind: 'node',
  source: 'npm run bench -- --install',
  version: () => packageVersion('concurrently'),
  prepare: ({ jobs, atOnce }) => {
    if (jobs.some(({ needs }) => needs.length > 0)) return undefined;
    const program = packageFile('concurrently', 'dist/bin/index.js');
    const commands = jobs.map(({ run }) => run);
    return { program: process.execPath, arguments: [program, '--max-processes', String(atOnce), '--raw', ...commands] };
  },
};
