import { run } from './command.ts';
import type { Finding } from './figure.ts';
import type { Graph } from './graph.ts';
import { allPeers } from './peers/all-peers.ts';
import type { Peer } from './peers/peer.ts';
import type { Bench } from './workload.ts';

/** Wall time in seconds of the same work by every peer that is here, taking turns so that all meet the same machine. */
export async function comparePeers(graph: Graph, runs: number, bench: Bench): Promise<readonly Finding[]> {
  const missing = new Map<Peer, string>();
  const walls = new Map<Peer, number[]>();
  for (const peer of allPeers) {
    if (peer.version() === undefined) missing.set(peer, 'not installed here');
    else walls.set(peer, []);
  }
  for (let index = 0; index < runs; index++) {
    for (const [peer, values] of walls) {
      const folder = bench.newFolder();
      const command = peer.prepare(graph, folder, bench);
      if (command === undefined) missing.set(peer, 'cannot express this work');
      else values.push((await run(command, folder)) / 1000);
    }
  }
  return allPeers.map((peer) => {
    const reason = missing.get(peer);
    const name = `${peer.name}${reason === undefined ? ` ${peer.version()}` : ''}`;
    return reason === undefined ? { name, unit: 's', values: walls.get(peer) ?? [] } : { name, reason };
  });
}
