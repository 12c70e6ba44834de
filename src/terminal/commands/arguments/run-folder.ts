import { resolve } from 'node:path';
import { lookThrough } from '../../../files/look-at.ts';
import { formatDuration } from '../../../report/text/format.ts';
import { pastedPath } from '../../../report/text/pasted-path.ts';
import { loadEvents } from '../../../run/folder/render.ts';
import { chooseFolder, PLAIN_FOLDER } from '../../../run/places/default-folder.ts';
import { type FoundRun, listRuns } from '../../../run/places/list-runs.ts';
import { printUntrustedError } from '../../output/print.ts';
import { UsageError } from './arguments.ts';

/**
 * The folder of the run that a command is for: the given folder, the default folder of the given mission file, or without an argument the
 * last run in a default folder. Says on standard error which run was found. Throws `UsageError`.
 *
 * @param here absolute; the current folder
 * @param now milliseconds since the epoch
 */
export function runFolder(positionals: readonly string[], here = process.cwd(), now = Date.now()): string {
  const [given, ...more] = positionals;
  if (given === '' || more.length > 0) {
    throw new UsageError(`expected the folder of one run or a mission file, found ${positionals.join(' ')}`);
  }
  if (given !== undefined && !isMissionFile(given)) return given;
  const runs = listRuns(here);
  const found = given === undefined ? runs[0] : runs.find((run) => isOf(run, given, here));
  if (found === undefined) throw new UsageError(noneFound(given, runs, now));
  printUntrustedError(`mission: ${described(given, found, now)}\n`);
  return found.dir;
}

function isMissionFile(given: string): boolean {
  const stats = lookThrough(given);
  return stats === undefined ? /\.ya?ml$/.test(given) : stats.isFile();
}

/** `.mission` is the folder of any mission that was started in this folder: its journal names the file. */
function isOf(run: FoundRun, file: string, here: string): boolean {
  if (run.dir !== PLAIN_FOLDER) return run.dir === chooseFolder(file, here).dir;
  const loaded = loadEvents(run.dir);
  return loaded.type === 'loaded' && resolve(here, loaded.report.file) === resolve(here, file);
}

function described(given: string | undefined, { dir, at, isOld }: FoundRun, now: number): string {
  const which = given === undefined ? 'the last run' : `the last run of ${given}`;
  const origin = isOld ? ', the default folder of earlier versions' : '';
  return `${which} is in ${pastedPath(dir)}${origin}; it was last written ${age(at, now)}`;
}

function noneFound(given: string | undefined, runs: readonly FoundRun[], now: number): string {
  const what = given === undefined ? 'a run' : `a run of ${given}`;
  const found = runs.map(({ dir, at }) => `${pastedPath(dir)} (${age(at, now)})`).slice(0, 5);
  const present = found.length === 0 ? 'none' : `only ${found.join(', ')}`;
  const start = found.length === 0 ? `start one with \`mission run ${given ?? 'FILE'}\`, or ` : '';
  return `expected ${what} in a default folder, found ${present}; ${start}name the folder that \`mission run --dir\` wrote to`;
}

function age(at: number, now: number): string {
  return now - at < 1000 ? 'just now' : `${formatDuration(now - at)} ago`;
}
