import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookThrough } from '../../../files/look-at.ts';
import { mainFiles } from '../../../mission/include/main-files.ts';
import { listed } from '../../../report/text/format.ts';
import { UsageError } from './arguments.ts';

/** Names that a mission file has if nothing else is meant, in the order in which they are tried. */
const USUAL_NAMES = ['mission.yml', 'mission.yaml'] as const;

/** Files that a message lists, at most. */
const MOST_LISTED = 6;

/**
 * The path of a mission file: the path itself, or for a folder the mission file in it. Throws `UsageError` if the folder has none, or several of
 * which none has the usual name. A file that another one includes is a part of a mission, and is never meant.
 */
export function missionFile(given: string): string {
  if (!isFolder(given)) return given;
  const names = filesIn(given);
  const usual = USUAL_NAMES.find((name) => names.includes(name));
  if (usual !== undefined) return join(given, usual);
  const all = names.filter((name) => /\.ya?ml$/.test(name));
  const missions = all.filter((name) => /\.mission\.ya?ml$/.test(name));
  const mains = missions.length === 0 ? [] : mainFiles(missions, textsIn(given, all));
  const [only, ...more] = mains;
  if (only !== undefined && more.length === 0) return join(given, only);
  const others = mains.length > 0 ? mains : all;
  const found = others.length === 0 ? 'no YAML file' : listed(shortened(others.map((name) => join(given, name))));
  const advice = others.length === 0 ? 'write a first one with `mission init`' : 'name one of them';
  throw new UsageError(`expected a mission file or a folder with mission.yml, found ${found} in ${given}; ${advice}`);
}

function isFolder(path: string): boolean {
  // If it cannot be seen, reading it as a file reports why.
  return lookThrough(path)?.isDirectory() === true;
}

function filesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).toSorted();
  } catch {
    return [];
  }
}

/** The texts of these files, without those that cannot be read. */
function textsIn(folder: string, names: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const name of names) {
    const path = join(folder, name);
    try {
      if (lookThrough(path)?.isFile() === true) texts.set(name, readFileSync(path, 'utf8'));
    } catch {
      // Reading the chosen file reports what is wrong with it.
    }
  }
  return texts;
}

function shortened(names: readonly string[]): readonly string[] {
  const more = names.length - MOST_LISTED;
  return more > 0 ? [...names.slice(0, MOST_LISTED), `${more} more`] : names;
}
