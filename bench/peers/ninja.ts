import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedVersion } from './installed-version.ts';
import type { Peer } from './peer.ts';

/** ninja always uses sh. */
export const ninja: Peer = {
  name: 'ninja',
  kind: 'native',
  source: 'apt-get install ninja-build',
  version: () => installedVersion('ninja'),
  prepare: ({ jobs, atOnce }, folder) => {
    const edges = jobs.map(
      ({ id, needs, run }) => `build ${id}: job ${needs.join(' ')}\n  run = ${run.replaceAll('$', '$$$$')}\n`,
    );
    writeFileSync(join(folder, 'build.ninja'), `rule job\n  command = $run\n${edges.join('')}`);
    return { program: 'ninja', arguments: ['--quiet', '-j', String(atOnce)] };
  },
};
