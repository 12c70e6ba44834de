import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedVersion } from './installed-version.ts';
import type { Peer } from './peer.ts';

export const make: Peer = {
  name: 'GNU make',
  kind: 'native',
  source: 'apt-get install make',
  version: () => installedVersion('make'),
  prepare: ({ jobs, atOnce }, folder) => {
    const ids = jobs.map(({ id }) => id);
    const rules = jobs.map(({ id, needs, run }) => `${id}: ${needs.join(' ')}\n\t@${run.replaceAll('$', '$$$$')}\n`);
    const head = 'SHELL := bash\n.SHELLFLAGS := --noprofile --norc -eo pipefail -c\n';
    writeFileSync(
      join(folder, 'Makefile'),
      `${head}all: ${ids.join(' ')}\n.PHONY: all ${ids.join(' ')}\n${rules.join('')}`,
    );
    return { program: 'make', arguments: ['--silent', `--jobs=${atOnce}`, 'all'] };
  },
};
