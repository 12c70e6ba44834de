import { comparePeers } from '../compare-peers.ts';
import type { Figure, Finding } from '../figure.ts';
import { independentJobs, layeredJobs } from '../graph.ts';
import { allPeers } from '../peers/all-peers.ts';
import type { Peer } from '../peers/peer.ts';
import type { Workload } from '../workload.ts';

/** The cost of dependencies: for each contender, the time of a graph over the time of the same jobs without needs. */
export const layers: Workload = {
  id: 'layers',
  title: '1,000 no-ops in 10 layers with 3 parents each, 4 at once: wall time over that of 1,000 independent no-ops',
  measure: async (bench) => {
    const ratios = new Map<Peer, number[]>();
    const reasons = new Map<Peer, string>();
    for (let round = 0; round < bench.runs(3, 1); round++) {
      const able = allPeers.filter((peer) => !reasons.has(peer));
      const inLayers = await comparePeers({ graph: layeredJobs(1000, 10, 3, ':'), runs: 1, peers: able }, bench);
      for (const { peer, reason } of inLayers) if (reason !== undefined) reasons.set(peer, reason);
      const peers = able.filter((peer) => !reasons.has(peer));
      const independent = await comparePeers({ graph: independentJobs(1000, ':'), runs: 1, peers }, bench);
      for (const { peer, walls } of independent) {
        const wall = inLayers.find((other) => other.peer === peer)?.walls[0] ?? Number.NaN;
        ratios.set(peer, [...(ratios.get(peer) ?? []), ...walls.map((without) => wall / without)]);
      }
    }
    return allPeers.map((peer): Finding => {
      const reason = reasons.get(peer);
      if (reason !== undefined) return { name: peer.name, reason };
      const figure: Figure = { name: `${peer.name} ${peer.version()}`, unit: '×', values: ratios.get(peer) ?? [] };
      return peer.kind === 'self' ? { ...figure, goal: { atMost: 1.1, by: 'median' } } : figure;
    });
  },
};
