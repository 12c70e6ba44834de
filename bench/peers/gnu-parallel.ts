import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedVersion } from './installed-version.ts';
import type { Peer } from './peer.ts';

export const gnuParallel: Peer = {
  name: 'GNU parallel',
  kind: 'native',
  source: 'apt-get install parallel',
  version: () => installedVersion('parallel'),
  prepare: ({ jobs, atOnce }, folder) => {
    if (jobs.some((job) => job.needs.length > 0)) return undefined;
    const input = join(folder, 'commands.txt');
    writeFileSync(input, jobs.map((job) => `${job.run}\n`).join(''));
    const joblog = join(folder, 'jobs.log');
    return {
      program: 'parallel',
      // Its job log is on, because Mission Runner writes a journal too.
      arguments: ['--will-cite', '--no-notice', '--jobs', String(atOnce), '--joblog', joblog],
      environment: { PARALLEL_SHELL: 'bash', PARALLEL_HOME: folder },
      input,
    };
  },
};
