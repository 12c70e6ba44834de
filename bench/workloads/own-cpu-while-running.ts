import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../figure.ts';
import { aloneIn, type Place } from '../memory/contest.ts';
import { missionText } from '../mission-text.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 50;
/** Seconds. Both are long enough for the final report to suggest corrections of the mission file, so that this work at the end cancels out. */
const SHORT = 11;
const LONG = 26;

/** Bytes: a control group in which the limits below are passed from the start, without much memory in use. */
const GROUP = 1e9;
const CRITICAL = 'memory: { caution: 3, limit: 4, critical: 5 }';
/** Bytes that one more task grows by in a second, because memory that does not grow is measured once a window. */
const GROWTH = 10e6;
const holder = join(import.meta.dirname, '../programs/hold-memory.mjs');

/**
 * CPU of the Mission Runner process for each second that tasks run: measuring the machine and the process trees, journal
 * and reports. Start-up, task starts and shutdown are part of both runs and cancel out.
 */
export const ownCpuWhileRunning: Workload = {
  id: 'measuring',
  title: `Own CPU while ${TASKS} tasks of two processes each run, in percent of one core`,
  measure: async (bench) => {
    const atRest: number[] = [];
    for (let index = 0; index < bench.runs(3, 1); index++) atRest.push(await costOf((seconds) => rest(seconds, bench)));
    return [
      { name: 'mission run', unit: '%', values: atRest, goal: { atMost: 0.5, by: 'median' } },
      await whileCritical(bench),
    ];
  },
};

async function whileCritical(bench: Bench): Promise<Finding> {
  const name = 'mission run, while memory is critical and grows';
  const values: number[] = [];
  for (let index = 0; index < bench.runs(3, 1); index++) {
    let place: Place;
    try {
      place = await aloneIn(GROUP);
    } catch (error) {
      return { name, reason: error instanceof Error ? error.message : String(error) };
    }
    const { group, leave } = place;
    try {
      values.push(await costOf((seconds) => critical(seconds, bench, group)));
    } finally {
      await leave();
    }
  }
  return { name, unit: '%', values };
}

/** Percent of one core. */
async function costOf(usageOf: (seconds: number) => Promise<Usage>): Promise<number> {
  const short = await usageOf(SHORT);
  const long = await usageOf(LONG);
  return (100 * (long.cpu - short.cpu)) / (long.wall - short.wall);
}

function rest(seconds: number, bench: Bench): Promise<Usage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const jobs = Array.from({ length: TASKS }, (_, index) => ({
    id: `j${index}`,
    needs: [],
    run: `sleep ${seconds}; true`,
  }));
  writeFileSync(file, missionText({ jobs, atOnce: TASKS }));
  return ownUsage(commandFor(file, folder, bench, '--gate', 'off'), folder);
}

/** No task may be paused: the cost of watching is measured, not that of pauses. */
function critical(seconds: number, bench: Bench, group: Place['group']): Promise<Usage> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const grower = `${process.execPath} ${holder} ${60e6 + GROWTH * seconds} 0 ${seconds}`;
  const runs = [grower, ...Array.from({ length: TASKS - 1 }, () => `sleep ${seconds}; true`)];
  const tasks = runs.map((run, index) => `  j${index}: { pausable: false, run: ${JSON.stringify(run)} }`);
  const admission = `admission: { workers: { caution: ${TASKS}, limit: ${TASKS + 1} }, ${CRITICAL} }`;
  writeFileSync(file, ['name: Benchmark', admission, 'tasks:', ...tasks, ''].join('\n'));
  return ownUsage(commandFor(file, folder, bench), folder, group);
}

function commandFor(
  file: string,
  folder: string,
  bench: Bench,
  ...more: readonly string[]
): Parameters<typeof ownUsage>[0] {
  const options = ['--dir', join(folder, 'run'), '--log', 'none', ...more];
  return { program: process.execPath, arguments: [bench.cli, 'run', file, ...options] };
}
