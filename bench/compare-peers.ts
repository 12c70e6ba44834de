import { type Command, run } from './command.ts';
import type { Figure, Finding } from './figure.ts';
import type { Graph } from './graph.ts';
import { allPeers } from './peers/all-peers.ts';
import type { Peer } from './peers/peer.ts';
import type { Bench } from './workload.ts';

export interface Contest {
  readonly graph: Graph;
  readonly runs: number;
  /** Include peers that start npm for every job. Absent: only with `--full`, because that can take minutes. */
  readonly npm?: true;
  /** Only these peers. Absent: all. */
  readonly peers?: readonly Peer[];
  /** Called after each run, with its folder. */
  readonly after?: (peer: Peer, folder: string) => void;
}

/** One peer's result in a contest: a value for each round, or the reason why there is none. */
export interface Contender {
  readonly peer: Peer;
  /** Wall times in seconds, one for each round. Empty if there is a `reason`. */
  readonly walls: readonly number[];
  readonly reason?: string;
}

/** Runs the same work with every installed peer. Peers take turns, so that all run under the same conditions. */
export async function comparePeers(contest: Contest, bench: Bench): Promise<readonly Contender[]> {
  const contenders = (contest.peers ?? allPeers).map((peer) => {
    const reason = whyNot(peer, contest, bench);
    return { peer, walls: [] as number[], ...(reason === undefined ? {} : { reason }) };
  });
  for (let index = 0; index < contest.runs; index++) {
    for (const { peer, walls, reason } of contenders) {
      if (reason !== undefined) continue;
      const folder = bench.newFolder();
      walls.push((await run(prepared(peer, contest.graph, folder, bench), folder)) / 1000);
      contest.after?.(peer, folder);
    }
  }
  return contenders;
}

/** One row for each contender, with the ratio of its time to the time of Mission Runner. */
export function rows(contenders: readonly Contender[]): readonly Finding[] {
  const own = contenders.find(({ peer }) => peer.kind === 'self')?.walls ?? [];
  return contenders.map(({ peer, walls, reason }) => {
    if (reason !== undefined) return { name: peer.name, reason };
    return { name: `${peer.name} ${peer.version()}`, unit: 's', values: walls, besides: own };
  });
}

/** Time of Mission Runner over the shortest time of the selected peers, round by round. Empty if none of them took part. */
export function against(
  name: string,
  contenders: readonly Contender[],
  isCompared: (peer: Peer) => boolean,
  atMost: number,
): readonly Figure[] {
  const own = contenders.find(({ peer }) => peer.kind === 'self')?.walls ?? [];
  const compared = contenders.filter(({ peer, walls }) => isCompared(peer) && walls.length > 0);
  if (compared.length === 0) return [];
  const values = own.map((wall, round) => wall / Math.min(...compared.map(({ walls }) => walls[round] ?? Infinity)));
  return [{ name, unit: '×', values, goal: { atMost, by: 'median' } }];
}

function whyNot(peer: Peer, { graph, npm }: Contest, bench: Bench): string | undefined {
  if (peer.version() === undefined) return `not installed; to install it: ${peer.source}`;
  if (peer.startsNpm && npm !== true && !bench.full) return 'starts npm for every job; use --full';
  return peer.prepare(graph, bench.newFolder(), bench) === undefined ? 'cannot express this work' : undefined;
}

function prepared(peer: Peer, graph: Graph, folder: string, bench: Bench): Command {
  const command = peer.prepare(graph, folder, bench);
  if (command === undefined) throw new Error(`expected ${peer.name} to prepare work that it could prepare before`);
  return command;
}
