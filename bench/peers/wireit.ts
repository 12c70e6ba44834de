import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, packageVersion } from './npm-package.ts';
import type { Peer } from './peer.ts';

/** Started as npm would start it, but without npm, which would only add to its time. */
export const wireit: Peer = {
  name: 'wireit',
  kind: 'node',
  source: 'npm run bench -- --install',
  version: () => packageVersion('wireit'),
  prepare: ({ jobs, atOnce }, folder) => {
    const ids = jobs.map(({ id }) => id);
    const manifest = {
      name: 'work',
      private: true,
      scripts: Object.fromEntries(['all', ...ids].map((id) => [id, 'wireit'])),
      wireit: {
        all: { dependencies: ids },
        ...Object.fromEntries(jobs.map(({ id, needs, run }) => [id, { command: run, dependencies: needs }])),
      },
    };
    const file = join(folder, 'package.json');
    writeFileSync(file, JSON.stringify(manifest));
    return {
      program: process.execPath,
      arguments: [packageFile('wireit', 'bin/wireit.js')],
      environment: {
        npm_lifecycle_event: 'all',
        npm_package_json: file,
        npm_config_user_agent: `npm/11.0.0 node/${process.version}`,
        WIREIT_PARALLEL: String(atOnce),
        WIREIT_CACHE: 'none',
        WIREIT_LOGGER: 'quiet',
      },
    };
  },
};
