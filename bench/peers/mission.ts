import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missionText } from '../mission-text.ts';
import type { Peer } from './peer.ts';

/** Mission Runner, as users run it. */
export const mission: Peer = {
  name: 'mission',
  kind: 'self',
  version: () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    return String(version);
  },
  prepare: (graph, folder, bench) => {
    const file = join(folder, 'mission.yml');
    writeFileSync(file, missionText(graph));
    const dir = join(folder, 'run');
    return { program: process.execPath, arguments: [bench.cli, 'run', file, '--dir', dir, '--log', 'none'] };
  },
};
