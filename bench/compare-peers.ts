import { type Command, run } from './command.ts';
import type { Figure, Finding } from './figure.ts';
import type { Graph } from './graph.ts';
import { allPeers } from './peers/all-peers.ts';
import type { Peer } from './peers/peer.ts';
import type { Bench } from './workload.ts';

export interface Contest {
  readonly graph: Graph;
  readonly runs: number;
  /** Peers that start npm for every job take part. Absent: only with `--full`, for that can take minutes. */
  readonly npm?: true;
  /** These only; absent: all. */
  readonly peers?: readonly Peer[];
  /** Called after each run, with its folder. */
  readonly after?: (peer: Peer, folder: string) => void;
}

/** One peer's part in a contest: a value for each round, or why there is none. */
export interface Contender {
  readonly peer: Peer;
  /** Wall times in seconds, one for each round. */
  readonly walls: readonly number[];
  readonly reason?: string;
}

/** The same work by every peer that is here, taking turns so that all meet the same machine. */
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

/** A row for each, with how many times as long as ourselves it took. */
export function rows(contenders: readonly Contender[]): readonly Finding[] {
  const ours = contenders.find(({ peer }) => peer.kind === 'ourselves')?.walls ?? [];
  return contenders.map(({ peer, walls, reason }) => {
    if (reason !== undefined) return { name: peer.name, reason };
    return { name: `${peer.name} ${peer.version()}`, unit: 's', values: walls, besides: ours };
  });
}

/** Our time over the shortest of some others, round by round; nothing where none of them took part. */
export function against(
  name: string,
  contenders: readonly Contender[],
  isOther: (peer: Peer) => boolean,
  atMost: number,
): readonly Figure[] {
  const ours = contenders.find(({ peer }) => peer.kind === 'ourselves')?.walls ?? [];
  const others = contenders.filter(({ peer, walls }) => isOther(peer) && walls.length > 0);
  if (others.length === 0) return [];
  const values = ours.map((wall, round) => wall / Math.min(...others.map(({ walls }) => walls[round] ?? Infinity)));
  return [{ name, unit: '×', values, goal: { atMost, by: 'median' } }];
}

function whyNot(peer: Peer, { graph, npm }: Contest, bench: Bench): string | undefined {
  if (peer.version() === undefined) return `not installed here (${peer.source})`;
  if (peer.startsNpm && npm !== true && !bench.full) return 'starts npm for every job: with --full';
  return peer.prepare(graph, bench.newFolder(), bench) === undefined ? 'cannot express this work' : undefined;
}

function prepared(peer: Peer, graph: Graph, folder: string, bench: Bench): Command {
  const command = peer.prepare(graph, folder, bench);
  if (command === undefined) throw new Error(`expected ${peer.name} to run what it could run before`);
  return command;
}
