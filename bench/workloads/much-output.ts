import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparePeers, rows } from '../compare-peers.ts';
import type { Figure, Finding } from '../figure.ts';
import { type Graph, independentJobs } from '../graph.ts';
import { bareSpawnLoop } from '../peers/bare-spawn-loop.ts';
import { concurrently } from '../peers/concurrently.ts';
import { gnuParallel } from '../peers/gnu-parallel.ts';
import { goTask } from '../peers/go-task.ts';
import { make } from '../peers/make.ts';
import { mission } from '../peers/mission.ts';
import { ninja } from '../peers/ninja.ts';
import type { Peer } from '../peers/peer.ts';
import { wireit } from '../peers/wireit.ts';
import type { Bench, Workload } from '../workload.ts';

const PART = 50_000_000;
const PARTS = 20;

/** A shell that starts all jobs at once, each with its own file. */
function intoFiles(operator: '>' | '>>'): Peer {
  return {
    ...bareSpawnLoop,
    name: `\`${operator} file\` in`,
    version: () => 'bash',
    prepare: ({ jobs }) => ({
      program: 'bash',
      arguments: ['-c', `${jobs.map(({ id, run }) => `${run} ${operator} ${id}.log &`).join('\n')}\nwait`],
    }),
  };
}

/** The lower bound: to a file that is not opened for appending, `cat` copies in the kernel, without its own memory (copy_file_range(2)). */
const replaced = intoFiles('>');

/** Logs are opened for appending, and `cat` writes to them as any other program writes its output. */
const appended = intoFiles('>>');

const peers = [mission, replaced, appended, concurrently, wireit, gnuParallel, make, ninja, goTask];

export const muchOutput: Workload = {
  id: 'output',
  title: 'Wall time of 1 GB of output',
  measure: async (bench) => {
    const part = join(bench.newFolder(), 'part.txt');
    const line = 'a line of output, as a build prints it, with some more words to it\n';
    writeFileSync(part, line.repeat(Math.ceil(PART / line.length)).slice(0, PART));
    return [
      ...(await measure('one task of 1 GB', independentJobs(1, `cat${` ${part}`.repeat(PARTS)}`), bench)),
      ...(await measure('20 tasks of 50 MB at once', independentJobs(PARTS, `cat ${part}`, PARTS), bench)),
    ];
  },
};

async function measure(what: string, graph: Graph, bench: Bench): Promise<readonly Finding[]> {
  const own: number[] = [];
  const after = (peer: Peer, folder: string) => {
    if (peer === mission) own.push(secondsOfTasks(folder));
    // Otherwise the output of all runs would fill the disk.
    rmSync(folder, { recursive: true });
  };
  const contenders = await comparePeers({ graph, runs: bench.runs(5, 1), peers, after }, bench);
  const over = (peer: Peer, operator: string): Figure => {
    const walls = contenders.find((contender) => contender.peer === peer)?.walls ?? [];
    return {
      name: `${what}: tasks of a mission, over \`${operator} file\``,
      unit: '×',
      values: own.map((seconds, round) => seconds / (walls[round] ?? Number.NaN)),
    };
  };
  const goal: Figure = { ...over(replaced, '>'), goal: { atMost: 1.15, by: 'median' } };
  return [
    goal,
    over(appended, '>>'),
    ...rows(contenders).map((finding) => ({ ...finding, name: `${what}: ${finding.name}` })),
  ];
}

/** From the start of the first task to the end of the last. Another workload measures the start of the program. */
function secondsOfTasks(folder: string): number {
  const { tasks } = JSON.parse(readFileSync(join(folder, 'run/mission.json'), 'utf8'));
  const starts: number[] = tasks.map(({ started }: { started: number }) => started);
  const ends: number[] = tasks.map(({ ended }: { ended: number }) => ended);
  return (Math.max(...ends) - Math.min(...starts)) / 1000;
}
