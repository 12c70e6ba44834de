import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import type { NewFolder } from '../temporary-folder.ts';
import { fileOf, type Project } from './project.ts';
import { type Cost, timedRun } from './timed-run.ts';
import { CPUS } from './two-cpus.ts';

/** One run each way, one directly after the other. */
export interface Round {
  /** The way in which the project runs its tests. */
  readonly own: Cost;
  /** The mission without a history. */
  readonly first: Cost;
  /** The mission with the history of the first run. */
  readonly second: Cost;
  /** The mission with `--gate off`. */
  readonly off: Cost;
  /** Seconds. The longest chain of needs, in the run in which it took least. */
  readonly criticalPath: number;
}

/** @param folder where the tests of the project run */
export async function oneRound(project: Project, folder: string, cli: string, newFolder: NewFolder): Promise<Round> {
  const mission = fileOf(project, 'mission.yml');
  const history = join(newFolder(), 'history.jsonl');
  const paths: number[] = [];
  const missionRun = async (...options: readonly string[]): Promise<Cost> => {
    const notes = newFolder();
    const words = [cli, 'run', mission, '--dir', join(notes, 'run'), '--log', 'none', ...options];
    const cost = await timedRun({ program: process.execPath, arguments: words }, folder, notes);
    paths.push(criticalPathOf(join(notes, 'run')));
    return cost;
  };
  const own = await timedRun(ownWay(project), folder, newFolder());
  const first = await missionRun('--history', history);
  const second = await missionRun('--history', history);
  const off = await missionRun('--gate', 'off');
  return { own, first, second, off, criticalPath: Math.min(...paths) };
}

export function ownWay(project: Project): Command {
  return { program: 'bash', arguments: ['-euo', 'pipefail', fileOf(project, 'own.sh')] };
}

/** Seconds that no schedule of this work can beat: its critical path, or its CPU time spread over all CPUs. */
export function floorOf({ second, criticalPath }: Round): number {
  return Math.max(criticalPath, second.cpu / CPUS);
}

function criticalPathOf(run: string): number {
  const report = JSON.parse(readFileSync(join(run, 'mission.json'), 'utf8')) as { timeline: { criticalPath: number } };
  return report.timeline.criticalPath / 1000;
}
