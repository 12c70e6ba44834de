/*
 * This folder chooses and finds the folders of runs for which the user names none.
 *
 * `chooseFolder` here gives a new run its folder: one for each mission file in the git directory (git-folder.ts), where no linter, bundler,
 * packer or `git clean` finds it, or `.mission` outside of git. `list-runs.ts` lists the runs in default folders, so that
 * `report`, `resume` and `replay` find the last one, and removes the oldest.
 *
 * Invariants:
 * - In a repository, nothing is written to the work tree unless the git directory cannot be used; a note then says why.
 * - The same mission file started in the same folder gets the same folder, whose content a new run replaces.
 * - Only folders of runs are removed, and none whose run is alive.
 * - `.mission`, the default folder of earlier versions, is still found.
 *
 * Not here: locking and writing the folder of a run (../folder). The action has its own default in the runner's temporary folder.
 */
import { accessSync, constants } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { shortHash } from '../../base/short-hash.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { findRepository } from './git-folder.ts';

/** The default folder outside of git, and everywhere in earlier versions. */
export const PLAIN_FOLDER = '.mission';

/** File systems allow 255 bytes for a name, of which the name of a place needs its share. */
const LONGEST = 80;

export interface ChosenFolder {
  /** Relative to `here` if it lies below it, absolute otherwise: a form that can be pasted into a command. */
  readonly dir: string;
  /** The folder of all default folders of this repository; absolute. Absent outside of git. */
  readonly parent?: string;
  /** Why the folder is not in the git directory. */
  readonly note?: string;
}

/**
 * The folder of a run of this mission file without `--dir`. Makes only the folder above it.
 *
 * @param file path of the mission file, relative to `here` or absolute
 * @param here absolute folder in which the mission is started
 */
export function chooseFolder(file: string, here: string): ChosenFolder {
  const repository = findRepository(here);
  switch (repository.type) {
    case 'none':
      return { dir: PLAIN_FOLDER };
    case 'unusable':
      return plainWith(`the git directory ${repository.why}`);
    case 'found': {
      const parent = parentOfRuns(repository.gitFolder);
      try {
        makeFolder(parent);
        accessSync(parent, constants.W_OK);
      } catch (error) {
        return plainWith(`the git directory cannot be written to (${errorText(error)})`);
      }
      return { dir: shownPath(join(parent, folderName(file, here, repository.top)), here), parent };
    }
    default:
      return repository satisfies never;
  }
}

/** The folder of all default folders of a repository. */
export function parentOfRuns(gitFolder: string): string {
  return join(gitFolder, 'mission');
}

/** A path from the current folder, or an absolute one if it lies outside of it. */
export function shownPath(path: string, here: string): string {
  const way = relative(here, path);
  return way.startsWith('..') ? path : way;
}

function plainWith(why: string): ChosenFolder {
  return { dir: PLAIN_FOLDER, note: `the folder of this run is ${PLAIN_FOLDER}, because ${why}` };
}

/**
 * The name of a mission file's folder: `ci` for `ci.yml`, `e2e--mission` for `e2e/mission.yml`. A mission that is started elsewhere than
 * at the top or beside its file works on other files, so that it has a folder for each place: `ci@packages--a`.
 */
export function folderName(file: string, here: string, top: string): string {
  const path = resolve(here, file);
  const place = here === top || here === dirname(path) ? '' : `@${plainName(relative(top, here))}`;
  const way = relative(top, path);
  const name = way.startsWith('..') ? `${plainName(basename(path))}-${shortHash(path)}` : plainName(way);
  return `${name}${place}`;
}

/** A path as a name that needs no quotes in a shell. A hash distinguishes paths of which it loses something. */
function plainName(path: string): string {
  const parts = path.replace(/\.yml$/, '').split(sep);
  const isWhole = parts.every((part) => /^[\w.-]+$/.test(part) && !part.includes('--'));
  const name = parts.map((part) => part.replace(/[^\w.-]+/g, '-')).join('--');
  const short = name.slice(0, LONGEST);
  return isWhole && short === name ? name : `${short}-${shortHash(path)}`;
}
