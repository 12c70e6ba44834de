import { bareSpawnLoop } from './bare-spawn-loop.ts';
import { gnuParallel } from './gnu-parallel.ts';
import { mission } from './mission.ts';
import type { Peer } from './peer.ts';

/** In the order of the table. */
export const allPeers: readonly Peer[] = [mission, bareSpawnLoop, gnuParallel];
