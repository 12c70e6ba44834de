import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparePeers, rows } from '../compare-peers.ts';
import type { Graph, Job } from '../graph.ts';
import { gnuParallel } from '../peers/gnu-parallel.ts';
import { goTask } from '../peers/go-task.ts';
import { make } from '../peers/make.ts';
import { mission } from '../peers/mission.ts';
import { ninja } from '../peers/ninja.ts';
import type { Peer } from '../peers/peer.ts';
import { wireit } from '../peers/wireit.ts';
import type { Workload } from '../workload.ts';

/** Seconds for one minute of the control-center plan. */
const MINUTE = 0.05;
const CRITICAL_PATH = 290 * MINUTE;

const work = [job('security', 230), job('performance', 200), job('frontend', 140), job('hardening', 110)];
const tests = [
  job('authentication', 30, ['hardening']),
  job('validator', 45, ['frontend']),
  job('integration', 30, ['performance']),
  job('all', 60, ['security', 'performance', 'frontend', 'hardening']),
];
const plan: Graph = { jobs: [...work, ...tests], atOnce: 6 };

/** The gate is off: on a busy machine the tests would rightly wait, but this workload measures the schedule. */
const asMission: Peer = {
  ...mission,
  prepare: (_, folder, bench) => {
    const entry = ({ id, needs, run }: Job) => `  ${id}: { needs: [${needs}], run: ${run} }`;
    const lines = ['name: Benchmark', 'tasks:', ...work.map(entry), 'tests:', ...tests.map(entry)];
    const file = join(folder, 'mission.yml');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const options = ['--dir', join(folder, 'run'), '--log', 'none', '--gate', 'off'];
    return { program: process.execPath, arguments: [bench.cli, 'run', file, ...options] };
  },
};

/** The baseline that the plan has to beat: all tasks, then one test after the other. */
const staged: Peer = {
  ...gnuParallel,
  name: 'staged, with GNU parallel',
  prepare: (_, folder) => {
    const write = (name: string, jobs: readonly Job[]) =>
      writeFileSync(join(folder, name), jobs.map(({ run }) => `${run}\n`).join(''));
    write('work', work);
    write('tests', tests);
    const script = 'parallel --will-cite -j 4 < work && parallel --will-cite -j 1 < tests';
    return { program: 'bash', arguments: ['-c', script], environment: { PARALLEL_HOME: folder } };
  },
};

export const planByTheClock: Workload = {
  id: 'makespan',
  title: `The control-center plan, one minute scaled to ${MINUTE * 1000} ms: critical path ${CRITICAL_PATH} s`,
  measure: async (bench) => {
    const makespans: number[] = [];
    const noteMakespan = (peer: Peer, folder: string) => {
      if (peer !== asMission) return;
      const { duration } = JSON.parse(readFileSync(join(folder, 'run/mission.json'), 'utf8'));
      makespans.push(Number(duration) / 1000);
    };
    const peers = [asMission, make, ninja, goTask, wireit, staged];
    const runs = bench.runs(3, 1);
    const contenders = await comparePeers({ graph: plan, runs, peers, after: noteMakespan }, bench);
    const goal = { atMost: CRITICAL_PATH * 1.01 + 0.1, by: 'median' } as const;
    return [{ name: 'makespan of the mission', unit: 's', values: makespans, goal }, ...rows(contenders)];
  },
};

function job(id: string, minutes: number, needs: readonly string[] = []): Job {
  return { id, needs, run: `sleep ${minutes * MINUTE}` };
}
