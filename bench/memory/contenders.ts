import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { type Graph, independentJobs } from '../graph.ts';
import { make } from '../peers/make.ts';
import type { Bench } from '../workload.ts';
import type { Contender } from './contest.ts';

/** Tasks that each hold the same memory. Bytes and seconds. */
export interface Eaters {
  readonly count: number;
  /** Resident at its peak, Node itself included. */
  readonly each: number;
  /** How long it grows to that, and how long it holds it. */
  readonly grow: number;
  readonly hold: number;
  /** Holds only `bytes` for `seconds` before it grows. */
  readonly first?: { readonly bytes: number; readonly seconds: number };
}

const holder = join(import.meta.dirname, '../programs/hold-memory.mjs');

/** What the workloads about 1.5 GB on 6 GB have in common: sizes in bytes, a third of that with `--quick`. */
export function usualSizes({ quick }: Pick<Bench, 'quick'>): { readonly eaters: Eaters; readonly memory: number } {
  return quick
    ? { eaters: { count: 12, each: 0.5e9, grow: 1, hold: 1 }, memory: 2e9 }
    : { eaters: { count: 12, each: 1.5e9, grow: 2, hold: 3 }, memory: 6e9 };
}

/** How a mission runs the work: as tasks behind the gate, as tests after a task with the default gate, or as tasks that declare their memory. */
export type MissionForm = 'tasks, `gate: all`' | 'tests' | 'tasks that declare their memory';

export function missionContender(form: MissionForm, eaters: Eaters, { cli }: Bench): Contender {
  return { name: form, kind: 'mission', prepare: (folder) => missionCommand(form, eaters, cli, folder) };
}

/** Runs the mission twice with the same history; the second run is measured. */
export function secondRunContender(form: MissionForm, eaters: Eaters, { cli }: Bench): Contender {
  const command = (folder: string) =>
    missionCommand(form, eaters, cli, folder, ['--history', join(folder, 'history.jsonl')]);
  return { name: form, kind: 'mission', before: command, prepare: command };
}

export function makeContender(atOnce: number, eaters: Eaters, bench: Bench): Contender {
  return {
    name: `make -j${atOnce}`,
    kind: 'make',
    prepare: (folder) => {
      const command = make.prepare({ ...graphOf(eaters), atOnce }, folder, bench);
      if (command === undefined) throw new Error('expected make to express independent jobs');
      return command;
    },
  };
}

function missionCommand(
  form: MissionForm,
  eaters: Eaters,
  cli: string,
  folder: string,
  more: readonly string[] = [],
): Command {
  const file = join(folder, 'mission.yml');
  writeFileSync(file, missionText(form, eaters));
  const options = ['--dir', join(folder, 'run'), '--log', 'none', ...more];
  return { program: process.execPath, arguments: [cli, 'run', file, ...options] };
}

/** The CPU limits are 100 %, so that only memory closes the gate. */
function missionText(form: MissionForm, eaters: Eaters): string {
  const gate = form === 'tasks, `gate: all`' ? 'all' : 'tests';
  const declared =
    form === 'tasks that declare their memory' ? `memory: ${Math.round(eaters.each / 1024 ** 2)}MB, ` : '';
  const needs = form === 'tests' ? 'needs: work, ' : '';
  const jobs = graphOf(eaters).jobs.map(({ id, run }) => `  ${id}: { ${needs}${declared}run: ${run} }`);
  const head = form === 'tests' ? ['tasks: { work: { run: ":" } }', 'tests:'] : ['tasks:'];
  const admission = `admission: { gate: ${gate}, cpu: { caution: 100, limit: 100 }, patience: 30s }`;
  return ['name: Benchmark', admission, ...head, ...jobs, ''].join('\n');
}

function graphOf({ count, each, grow, hold, first }: Eaters): Graph {
  const jump = first === undefined ? '' : ` ${first.bytes} ${first.seconds}`;
  return independentJobs(count, `${process.execPath} ${holder} ${each} ${hold} ${grow}${jump}`);
}
