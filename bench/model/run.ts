/**
 * Compares what Mission Runner predicts with what really happens, and prints the errors as Markdown tables.
 *
 * For each mission, one run on two CPUs is recorded. From its journal and its line in the history, the time of every variant
 * is predicted: serial, staged, fork-join, gate off, other numbers of workers, one CPU, beside another program, second run.
 * Then each variant is really run. Nothing of a real variant is used for its prediction.
 *
 *   npm run bench:model -- [--only IDS] [--variants IDS] [--json FILE] [--dist DIR]
 *
 * Tables go to standard output, progress to standard error. Exit codes: 0 measured, 2 wrong usage.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, thisMachine } from '../machine.ts';
import { twoCpus } from '../projects/two-cpus.ts';
import { type NewFolder, withTemporaryFolders } from '../temporary-folder.ts';
import { allCases, type Case } from './case.ts';
import type { Outcome } from './errors.ts';
import { type Prediction, predictionFrom } from './prediction.ts';
import { realRun } from './real-run.ts';
import { modelTables } from './tables.ts';
import { allVariants, type Variant } from './variant.ts';

interface Options {
  readonly cases: readonly Case[];
  readonly variants: readonly Variant[];
  readonly cli: string;
  readonly json: string | undefined;
}

const options = optionsOrExplain(process.argv.slice(2));
if (options === undefined) process.exitCode = 2;
else await withTemporaryFolders((newFolder) => measure(options, newFolder));

async function measure(asked: Options, newFolder: NewFolder): Promise<void> {
  const machine = thisMachine();
  console.log(`${describeMachine(machine)}\n`);
  const outcomes: Outcome[] = [];
  const missing: string[] = [];
  for (const each of asked.cases) {
    const sources = each.sources(newFolder);
    if ('reason' in sources) missing.push(`${each.id} (${sources.reason})`);
    else outcomes.push(...(await outcomesOf(each, sources.folder, asked, newFolder)));
  }
  if (outcomes.length > 0) console.log(modelTables(asked.cases, outcomes));
  if (missing.length > 0) console.log(`Not measured: ${missing.join('; ')}.`);
  if (asked.json !== undefined) writeFileSync(asked.json, `${JSON.stringify({ machine, outcomes }, undefined, 2)}\n`);
}

async function outcomesOf(
  { id, text }: Case,
  folder: string,
  { cli, variants }: Options,
  newFolder: NewFolder,
): Promise<readonly Outcome[]> {
  const cpus = twoCpus();
  const history = join(newFolder(), 'history.jsonl');
  const common = { cli, folder, cpus } as const;
  console.error(`recording: ${id}`);
  // Not measured: its files are in no cache.
  await realRun({ ...common, text, notes: newFolder(), options: [] });
  const recorded = await realRun({ ...common, text, notes: newFolder(), options: ['--history', history] });
  const outcomes: Outcome[] = [];
  for (const variant of variants) {
    const prediction: Prediction = predictionFrom(variant, {
      recorded,
      cli,
      folder,
      history,
      text,
      cpus,
      notes: newFolder(),
    });
    console.error(`running: ${id}, ${variant.title}`);
    const { report } = await realRun({
      ...common,
      text: variant.rewrite(text),
      notes: newFolder(),
      options: [...(variant.options ?? []), ...(variant.id === 'second-run' ? ['--history', history] : [])],
      cpus: variant.cpus === undefined ? cpus : cpus.slice(0, variant.cpus),
      ...(variant.hog === undefined ? {} : { hog: variant.hog }),
    });
    const outcome = { caseId: id, variant: variant.id, measured: report.duration, ...prediction };
    console.error(`  predicted ${Math.round(outcome.predicted)} ms, measured ${Math.round(outcome.measured)} ms`);
    outcomes.push(outcome);
  }
  return outcomes;
}

function optionsOrExplain(argv: readonly string[]): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...argv], options: { only: text, variants: text, json: text, dist: text } });
    const cli = resolve(values.dist ?? 'dist', 'cli.js');
    if (!existsSync(cli)) throw new Error(`expected the bundle at ${cli}, found none; run npm run build`);
    const cases = chosen(allCases, values.only, '--only');
    return { cases, variants: chosen(allVariants, values.variants, '--variants'), cli, json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function chosen<T extends { readonly id: string }>(
  all: readonly T[],
  ids: string | undefined,
  option: string,
): readonly T[] {
  if (ids === undefined) return all;
  const wanted = ids.split(',');
  const unknown = wanted.find((id) => all.every((one) => one.id !== id));
  if (unknown !== undefined) {
    throw new Error(`expected some of ${all.map(({ id }) => id).join(', ')} after ${option}, found ${unknown}`);
  }
  return all.filter(({ id }) => wanted.includes(id));
}
