import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { cpuShare, type Span } from '../cpu-share.ts';
import type { Finding } from '../figure.ts';
import { aloneIn, type Place } from '../memory/contest.ts';
import { missionText } from '../mission-text.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 50;

/** From when the run rests, until after it has looked at all processes again, which it does once in half a minute. */
const SPAN: Span = { from: 11, to: 42 };

/** Seconds that each task takes: until after the span. */
const SECONDS = 44;

/** Bytes: a control group in which the limits below are passed from the start, without much memory in use. */
const GROUP = 1e9;
const CRITICAL = 'memory: { caution: 3, limit: 4, critical: 5 }';
/** Bytes that one more task grows by in a second, because memory that does not grow is measured once a window. */
const GROWTH = 10e6;
const holder = join(import.meta.dirname, '../programs/hold-memory.mjs');

/**
 * CPU of the Mission Runner process while tasks run: measuring the machine and the process trees, journal and reports. Without start-up, task starts and
 * shutdown, which take several times as long as half a minute of rest.
 */
export const ownCpuWhileRunning: Workload = {
  id: 'measuring',
  title: `Own CPU while ${TASKS} tasks of two processes each run, in percent of one core`,
  measure: async (bench) => {
    const atRest: number[] = [];
    for (let index = 0; index < bench.runs(3, 1); index++) atRest.push(await rest(bench));
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
      values.push(await critical(bench, group));
    } finally {
      await leave();
    }
  }
  return { name, unit: '%', values };
}

/** Returns percent of one core. */
function rest(bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const jobs = Array.from({ length: TASKS }, (_, index) => ({
    id: `j${index}`,
    needs: [],
    run: `sleep ${SECONDS}; true`,
  }));
  writeFileSync(file, missionText({ jobs, atOnce: TASKS }));
  return cpuShare(commandFor(file, folder, bench, '--gate', 'off'), folder, SPAN);
}

/** Returns percent of one core. No task may be paused: the cost of watching is measured, not that of pauses. */
function critical(bench: Bench, group: Place['group']): Promise<number> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const grower = `${process.execPath} ${holder} ${60e6 + GROWTH * SECONDS} 0 ${SECONDS}`;
  const runs = [grower, ...Array.from({ length: TASKS - 1 }, () => `sleep ${SECONDS}; true`)];
  const tasks = runs.map((run, index) => `  j${index}: { pausable: false, run: ${JSON.stringify(run)} }`);
  const admission = `admission: { workers: { caution: ${TASKS}, limit: ${TASKS + 1} }, ${CRITICAL} }`;
  writeFileSync(file, ['name: Benchmark', admission, 'tasks:', ...tasks, ''].join('\n'));
  return cpuShare(group.inside(commandFor(file, folder, bench)), folder, SPAN);
}

function commandFor(file: string, folder: string, bench: Bench, ...more: readonly string[]): Command {
  const options = ['--dir', join(folder, 'run'), '--log', 'none', ...more];
  return { program: process.execPath, arguments: [bench.cli, 'run', file, ...options] };
}
