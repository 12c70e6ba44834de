import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport } from '../../src/report/model/run.ts';
import { loadEvents } from '../../src/run/folder/render.ts';
import { run } from '../command.ts';
import { onCpus } from '../projects/two-cpus.ts';

/** A mission that was run to its end. */
export interface RealRun {
  /** Folder of the run. */
  readonly dir: string;
  readonly report: RunReport;
}

export interface RealRunRequest {
  readonly cli: string;
  /** Text of the mission file. */
  readonly text: string;
  /** Where the mission runs. */
  readonly folder: string;
  /** Empty folder for the mission file, the run and its output. */
  readonly notes: string;
  readonly options: readonly string[];
  readonly cpus: readonly number[];
  /** CPUs that another program keeps busy meanwhile. */
  readonly hog?: 1;
}

const burner = join(import.meta.dirname, '../programs/burn.mjs');
/** Seconds of CPU time: longer than any run, and an end even if this process dies before it kills the program. */
const HOG_SECONDS = 300;
/** Milliseconds until the program has started and fills its CPU. */
const HOG_START = 500;

/** Throws if the mission does not succeed: a failed run measures something else. */
export async function realRun({ cli, text, folder, notes, options, cpus, hog }: RealRunRequest): Promise<RealRun> {
  const file = join(notes, 'mission.yml');
  const dir = join(notes, 'run');
  mkdirSync(notes, { recursive: true });
  writeFileSync(file, text);
  const words = [cli, 'run', file, '--dir', dir, '--log', 'none', ...options];
  const command = {
    program: 'bash',
    arguments: ['-c', 'cd "$1"; shift; exec "$@"', 'run', folder, process.execPath, ...words],
  };
  const other = hog === undefined ? undefined : startHog(cpus);
  try {
    if (other !== undefined) await new Promise((resolve) => setTimeout(resolve, HOG_START));
    await run(onCpus(cpus, command), notes);
  } finally {
    other?.kill();
  }
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new Error(loaded.message);
  return { dir, report: loaded.report };
}

function startHog(cpus: readonly number[]): ReturnType<typeof spawn> {
  const command = onCpus(cpus, { program: process.execPath, arguments: [burner, String(HOG_SECONDS)] });
  return spawn(command.program, command.arguments, { stdio: 'ignore' });
}
