import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';
import { type Command, run } from '../command.ts';
import { independentJobs } from '../graph.ts';
import { journalOf, windowsOf } from '../journal.ts';
import { make } from '../peers/make.ts';
import type { Bench, Workload } from '../workload.ts';

const JOBS = 24;
const SHARE = 0.5;
const USUAL_WINDOW = '1s';
/** The gate notices the end of a test only after its window, so a window as long as the tests themselves is too long. */
const SHORT_WINDOW = '250ms';
const burner = join(import.meta.dirname, '../programs/burn.mjs');
const graph = independentJobs(JOBS, `${process.execPath} ${burner} 1`);

/** Tests that each need a core for a second, next to an unrelated process that uses half a core. */
export const besideAHog: Workload = {
  id: 'hog',
  title: `${JOBS} tests of one CPU second each, next to an unrelated process that uses ${SHARE} of a core`,
  measure: async (bench) => {
    const late: number[] = [];
    const beyond: number[] = [];
    const usual: number[] = [];
    const open: number[] = [];
    const openShort: number[] = [];
    const best: number[] = [];
    const hands = [...new Set([1, 2, 4].map((factor) => (factor * availableParallelism()) / 2))];
    for (let round = 0; round < bench.runs(2, 1); round++) {
      const limited = await asMission(75, USUAL_WINDOW, bench);
      late.push(startsPastLimit(limited.events, 75));
      beyond.push(shareBeyond(windowsOf(limited.events), 75));
      usual.push(limited.wall);
      open.push((await asMission(100, USUAL_WINDOW, bench)).wall);
      openShort.push((await asMission(100, SHORT_WINDOW, bench)).wall);
      const byHand: number[] = [];
      for (const atOnce of hands) byHand.push(await asMake(atOnce, bench));
      best.push(Math.min(...byHand));
    }
    const overBest = (walls: readonly number[]) => walls.map((wall, round) => wall / (best[round] ?? Number.NaN));
    return [
      {
        name: 'starts at or above the limit of 75 %',
        unit: 'tasks',
        values: late,
        goal: { atMost: 0, by: 'maximum' },
      },
      { name: 'windows at or above the limit of 75 %', unit: '%', values: beyond },
      { name: 'mission, limit 75 %', unit: 's', values: usual },
      { name: 'mission, limit 100 %', unit: 's', values: open },
      { name: `mission, limit 100 %, sample: ${SHORT_WINDOW}`, unit: 's', values: openShort },
      { name: `make, the best of -j${hands.join(', -j')}`, unit: 's', values: best },
      { name: 'mission, limit 100 %, over the best make', unit: '×', values: overBest(open) },
      {
        name: `mission, limit 100 %, sample: ${SHORT_WINDOW}, over the best make`,
        unit: '×',
        values: overBest(openShort),
        goal: { atMost: 1.2, by: 'median' },
      },
    ];
  },
};

async function asMission(
  limit: number,
  sample: string,
  bench: Bench,
): Promise<{ wall: number; events: readonly Event[] }> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const tests = graph.jobs.map(({ id, run: command }) => `  ${id}: { needs: tasks, run: ${command} }`);
  const admission = `admission: { sample: ${sample}, cpu: { caution: ${Math.min(limit, 60)}, limit: ${limit} } }`;
  writeFileSync(
    file,
    ['name: Benchmark', admission, 'tasks: { work: { run: ":" } }', 'tests:', ...tests, ''].join('\n'),
  );
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  const wall = await withHog({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
  return { wall, events: journalOf(folder) };
}

function asMake(atOnce: number, bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const command = make.prepare({ ...graph, atOnce }, folder, bench);
  if (command === undefined) throw new Error('expected make to express every graph');
  return withHog(command, folder);
}

/** Runs the command next to the hog and returns its wall time in seconds. */
async function withHog(command: Command, folder: string): Promise<number> {
  // Limited to 300 s, so that it ends even if this process dies before it kills it.
  const hog = spawn(process.execPath, [burner, '300', String(SHARE)], { stdio: 'ignore' });
  try {
    return (await run(command, folder)) / 1000;
  } finally {
    hog.kill();
  }
}

/** Forced starts do not count: they happen after the gate was closed for `patience`. */
function startsPastLimit(events: readonly Event[], limit: number): number {
  const past = events.filter(
    (event) =>
      event.type === 'admitted' &&
      !event.forced &&
      event.id !== 'work' &&
      (event.view.cpu ?? 0) + event.view.unseen >= limit,
  );
  return past.length;
}

function shareBeyond(windows: readonly number[], limit: number): number {
  return (100 * windows.filter((cpu) => cpu >= limit).length) / Math.max(1, windows.length);
}
