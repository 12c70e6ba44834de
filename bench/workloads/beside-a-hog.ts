import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';
import { type Command, run } from '../command.ts';
import type { Figure } from '../figure.ts';
import { independentJobs } from '../graph.ts';
import { journalOf, windowsOf } from '../journal.ts';
import { make } from '../peers/make.ts';
import type { Bench, Workload } from '../workload.ts';

const JOBS = 24;
const JOBS_WHEN_QUICK = 6;
/** With half a core, hog and test would use 75 % of two CPUs together: exactly the limit, so that chance would decide. */
const SHARE = 0.7;
const LIMITS = [75, 100] as const;
const burner = join(import.meta.dirname, '../programs/burn.mjs');
const referenceGate = join(import.meta.dirname, '../programs/reference-gate.mjs');

/** Tests that each need a core for a second, next to an unrelated process. */
export const besideAHog: Workload = {
  id: 'hog',
  title: `${JOBS} tests of one CPU second each (${JOBS_WHEN_QUICK} with --quick), next to an unrelated process that uses ${SHARE} of a core`,
  measure: async (bench) => {
    const halfTheCpus = availableParallelism() / 2;
    const numbers = bench.quick ? [2 * halfTheCpus] : [1, 2, 4].map((factor) => factor * halfTheCpus);
    const makes = [...new Set(numbers)].filter(Number.isInteger);
    const figures: Figure[] = [];
    const open: number[] = [];
    const best: number[] = [];
    for (const limit of LIMITS) {
      const late: number[] = [];
      const beyond: number[] = [];
      const own: number[] = [];
      const reference: number[] = [];
      for (let round = 0; round < bench.runs(2, 1); round++) {
        const { wall, events } = await asMission(limit, bench);
        own.push(wall);
        late.push(startsPastLimit(events, limit));
        beyond.push(shareBeyond(windowsOf(events), limit));
        reference.push(await asReference(limit, bench));
        if (limit !== 100) continue;
        open.push(wall);
        const byHand: number[] = [];
        for (const atOnce of makes) byHand.push(await asMake(atOnce, bench));
        best.push(Math.min(...byHand));
      }
      figures.push(...rowsOf(limit, { late, beyond, own, reference }));
    }
    const goal = { atMost: 1.2, by: 'median' } as const;
    return [
      ...figures,
      { name: `make, the best of -j${makes.join(', -j')}`, unit: 's', values: best },
      { name: 'mission, limit 100 %, over the best make', unit: '×', values: ratios(open, best), goal },
    ];
  },
};

interface AtLimit {
  readonly late: readonly number[];
  readonly beyond: readonly number[];
  readonly own: readonly number[];
  readonly reference: readonly number[];
}

function rowsOf(limit: number, { late, beyond, own, reference }: AtLimit): readonly Figure[] {
  const overReference = { atMost: 1.25, by: 'median' } as const;
  return [
    {
      name: `starts at or above the limit of ${limit} %`,
      unit: 'tasks',
      values: late,
      goal: { atMost: 0, by: 'maximum' },
    },
    { name: `windows at or above the limit of ${limit} %`, unit: '%', values: beyond },
    { name: `mission, limit ${limit} %`, unit: 's', values: own },
    { name: `reference gate, limit ${limit} %`, unit: 's', values: reference, besides: own },
    {
      name: `mission, limit ${limit} %, over the reference gate`,
      unit: '×',
      values: ratios(own, reference),
      goal: overReference,
    },
  ];
}

function ratios(walls: readonly number[], divisors: readonly number[]): readonly number[] {
  return walls.map((wall, round) => wall / (divisors[round] ?? Number.NaN));
}

function graphFor({ quick }: Bench): ReturnType<typeof independentJobs> {
  return independentJobs(quick ? JOBS_WHEN_QUICK : JOBS, `${process.execPath} ${burner} 1`);
}

async function asMission(limit: number, bench: Bench): Promise<{ wall: number; events: readonly Event[] }> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const tests = graphFor(bench).jobs.map(({ id, run: command }) => `  ${id}: { needs: tasks, run: ${command} }`);
  const admission = `admission: { cpu: { caution: ${Math.min(limit, 60)}, limit: ${limit} } }`;
  writeFileSync(
    file,
    ['name: Benchmark', admission, 'tasks: { work: { run: ":" } }', 'tests:', ...tests, ''].join('\n'),
  );
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  const wall = await withHog({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
  return { wall, events: journalOf(folder) };
}

function asReference(limit: number, bench: Bench): Promise<number> {
  const count = graphFor(bench).jobs.length;
  const gate = [referenceGate, String(count), String(limit), process.execPath, burner, '1'];
  return withHog({ program: process.execPath, arguments: gate }, bench.newFolder());
}

function asMake(atOnce: number, bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const command = make.prepare({ ...graphFor(bench), atOnce }, folder, bench);
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
