import type { Command } from '../command.ts';
import type { Graph } from '../graph.ts';
import type { Bench } from '../workload.ts';

/** A program that can run the same work as a mission. One file each; `all-peers.ts` lists them. */
export interface Peer {
  readonly name: string;
  /** `node`: written for Node and its users, as we are. `floor`: what no tool written in Node can be below. */
  readonly kind: 'ourselves' | 'floor' | 'node' | 'native';
  /** How to get it; absent: it is here. */
  readonly source?: string;
  /** It starts npm for every job, which costs more than all else: it meets a hundred jobs, more only with `--full`. */
  readonly startsNpm?: true;
  /** Its version where it is installed; undefined where it is not. */
  version(): string | undefined;
  /** Writes what it needs into `folder`; undefined when it cannot express this work. */
  prepare(graph: Graph, folder: string, bench: Bench): Command | undefined;
}
