import { bareSpawnLoop } from './bare-spawn-loop.ts';
import { concurrently } from './concurrently.ts';
import { gnuParallel } from './gnu-parallel.ts';
import { goTask } from './go-task.ts';
import { lage } from './lage.ts';
import { make } from './make.ts';
import { mission } from './mission.ts';
import { ninja } from './ninja.ts';
import { npmRunAll } from './npm-run-all.ts';
import { npmRunAllNode } from './npm-run-all-node.ts';
import type { Peer } from './peer.ts';
import { turbo } from './turbo.ts';
import { wireit } from './wireit.ts';

/** In the order of the table. */
export const allPeers: readonly Peer[] = [
  mission,
  bareSpawnLoop,
  concurrently,
  npmRunAll,
  npmRunAllNode,
  wireit,
  lage,
  turbo,
  gnuParallel,
  make,
  ninja,
  goTask,
];
