import type { Command } from '../command.ts';
import type { Graph } from '../graph.ts';
import type { Bench } from '../workload.ts';

/** A program that can run the same work as a mission. Each peer is one file, and `all-peers.ts` lists them. */
export interface Peer {
  readonly name: string;
  /** `self`: Mission Runner. `node`: written for Node and its users. `floor`: the lower bound for tools written in Node. */
  readonly kind: 'self' | 'floor' | 'node' | 'native';
  /** Command that installs it. Absent if it needs no installation. */
  readonly source?: string;
  /** Starts npm for every job, which costs more than everything else. It runs up to 100 jobs, and more only with `--full`. */
  readonly startsNpm?: true;
  /** Version of the installed peer. Undefined if it is not installed. */
  version(): string | undefined;
  /** Writes the files for this work into `folder`. Returns undefined if the peer cannot express the work. */
  prepare(graph: Graph, folder: string, bench: Bench): Command | undefined;
}
