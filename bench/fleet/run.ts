/*
 * A fleet on one machine: `node bench/fleet/run.ts [--mission FILE] [--runners N] [--keep DIR] [--dist DIR]`.
 *
 * Plans the mission (`mission.yml` beside this file, or FILE) for so many runners, and runs each part as a process of its own, in a clone of its own, as soon as the parts that it
 * needs have ended. Each part has an artifact store of its own, into which only the artifacts of these parts are copied. Prints when each part
 * started and ended beside the plan, and the makespan of both. Then the parts are merged into a history, from which a second plan learns durations and what
 * a part takes before its first task. It is compared with the same run. `--keep` is the folder for the merged reports.
 *
 * Invariants: a part sees no file of another one, except through artifacts. The tasks wait and compute nothing, so that the parts do not compete for
 * CPUs as they would not on runners of their own.
 *
 * The first plan has an overhead of 0 s, so its error is what a part takes besides its tasks: the start of the program, the artifacts before, and the
 * archive after.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../command.ts';
import { withTemporaryFolders } from '../temporary-folder.ts';

interface PlannedPart {
  readonly number: number;
  readonly tasks: readonly string[];
  readonly needs: readonly number[];
  /** Milliseconds since the start of the mission. */
  readonly started: number;
  readonly ended: number;
}

interface Plan {
  readonly parts: readonly PlannedPart[];
  readonly text: string;
  /** Milliseconds of each part before its first task. */
  readonly overhead: number;
}

interface Times {
  readonly started: number;
  readonly ended: number;
}

const { values } = parseArgs({
  options: {
    mission: { type: 'string' },
    runners: { type: 'string' },
    keep: { type: 'string' },
    dist: { type: 'string' },
  },
});
const cli = resolve(values.dist ?? join(import.meta.dirname, '../../dist'), 'cli.js');
const mission = resolve(values.mission ?? join(import.meta.dirname, 'mission.yml'));

await withTemporaryFolders(async (newFolder) => {
  const runners = values.runners ?? '5';
  const plan = planFor(runners, ['--overhead', '0s']);
  const began = performance.now();
  const ends = new Map<number, Promise<Times>>();
  const stores = new Map(plan.parts.map(({ number }) => [number, newFolder()]));
  const clones = new Map(plan.parts.map(({ number }) => [number, cloneInto(newFolder(), plan.text)]));
  const offset = performance.now() - began;
  for (const part of plan.parts) {
    const before = part.needs.map((number) => ends.get(number));
    const end = Promise.all(before).then(() => runPart(part, plan, { stores, clones, since: began + offset }));
    ends.set(part.number, end);
  }
  const measured = await Promise.all(plan.parts.map(({ number }) => ends.get(number)));
  console.log('The plan with durations of the mission file, and no overhead:');
  print(plan, measured);
  const history = join(newFolder(), 'history.jsonl');
  mergeInto(history, [...stores.values()], values.keep ?? `${history}-merged`);
  const again = planFor(runners, ['--history', history]);
  console.log(`\nThe plan with what this run has added to the history, such as an overhead of ${again.overhead} ms:`);
  if (again.text === plan.text) print(again, measured);
  else console.log(`It has other parts:\n${again.text}`);
});

function planFor(runners: string, options: readonly string[]): Plan {
  const argv = [cli, 'plan', mission, '--runners', runners, ...options, '--json'];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8' })) as Plan;
}

function mergeInto(history: string, stores: readonly string[], dir: string): void {
  const argv = [cli, 'merge', ...stores, '--dir', dir, '--history', history];
  execFileSync(process.execPath, argv, { stdio: 'pipe' });
}

/** A repository with the mission and the plan, as a checkout on a runner of its own. */
function cloneInto(folder: string, plan: string): string {
  copyFileSync(mission, join(folder, 'mission.yml'));
  writeFileSync(join(folder, 'plan.txt'), plan);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  return folder;
}

interface Fleet {
  /** By number of the part: the folder of its artifact store. */
  readonly stores: ReadonlyMap<number, string>;
  /** By number of the part: its clone. */
  readonly clones: ReadonlyMap<number, string>;
  /** Start of the mission on the clock of `performance`. */
  readonly since: number;
}

async function runPart(part: PlannedPart, plan: Plan, { stores, clones, since }: Fleet): Promise<Times> {
  const started = performance.now() - since;
  const { number } = part;
  const [store = '', clone = ''] = [stores.get(number), clones.get(number)];
  for (const needed of partsBefore(number, plan)) cpSync(stores.get(needed) ?? '', store, { recursive: true });
  mkdirSync(store, { recursive: true });
  const which = ['--part', `${number}/${plan.parts.length}`, '--plan', 'plan.txt', '--parts-dir', store];
  const argv = [cli, 'run', 'mission.yml', ...which, '--dir', 'run', '--gate', 'off', '--log', 'none'];
  await run({ program: process.execPath, arguments: argv }, clone);
  return { started, ended: performance.now() - since };
}

/** The numbers of the parts that a part needs, directly or through others. */
function partsBefore(number: number, { parts }: Plan): readonly number[] {
  const found = new Set(parts.find((part) => part.number === number)?.needs ?? []);
  for (const needed of found) for (const next of parts[needed - 1]?.needs ?? []) found.add(next);
  return [...found];
}

function print({ parts }: Plan, measured: readonly (Times | undefined)[]): void {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2).padStart(6);
  console.log('part  planned          measured         tasks');
  for (const [index, { number, tasks, started, ended }] of parts.entries()) {
    const found = measured[index];
    const times = `${seconds(started)} - ${seconds(ended)}  ${seconds(found?.started ?? 0)} - ${seconds(found?.ended ?? 0)}`;
    console.log(`${String(number).padStart(4)}  ${times}  ${tasks.join(', ')}`);
  }
  const [planned, took] = [parts, measured].map((rows) => Math.max(...rows.map((row) => row?.ended ?? 0)));
  const difference = ((took ?? 0) / (planned ?? 1) - 1) * 100;
  const text = `${Math.abs(difference).toFixed(1)} % ${difference < 0 ? 'less' : 'more'}`;
  console.log(`Makespan: planned ${seconds(planned ?? 0).trim()} s, measured ${seconds(took ?? 0).trim()} s (${text})`);
}
