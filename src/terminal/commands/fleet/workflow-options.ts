import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from '../../../files/inside-root.ts';
import { pastedPath } from '../../../report/text/pasted-path.ts';
import { UsageError } from '../arguments/arguments.ts';

/** Where a mission is in its repository. */
export interface MissionPlace {
  /** Absolute path of the repository; the current folder if it is in none. */
  readonly root: string;
  /** The current folder, relative to the root, with `/`. */
  readonly folder: string;
  /** The mission file, relative to the current folder, with `/`. */
  readonly file: string;
}

/** Throws `UsageError` for a mission outside of the current folder, in which it runs. */
export function missionPlace(file: string, here: string): MissionPlace {
  const path = resolve(here, file);
  if (!isInside(here, path)) {
    throw new UsageError(
      `expected a mission file in ${here}, where its commands would run, found ${file}; start the command in a folder above it`,
    );
  }
  const root = repositoryOf(here) ?? here;
  return { root, folder: slashed(relative(root, here)) || '.', file: slashed(relative(here, path)) };
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/**
 * The action that sets a runner up, as `uses` names it. Throws `UsageError` if there is none.
 *
 * @param given relative to the root of the repository
 */
export function setupOption(given: string | undefined, root: string): string | undefined {
  if (given === undefined) return undefined;
  const path = slashed(given)
    .replace(/^(?:\.|\$)\//, '')
    .replace(/\/+$/, '');
  const folder = resolve(root, path);
  const isThere = ['action.yml', 'action.yaml'].some((name) => existsSync(join(folder, name)));
  if (path === '' || !isInside(root, folder) || !isThere) {
    const expected =
      'expected --setup to name the folder of an action in the repository, such as .github/actions/setup';
    throw new UsageError(`${expected}, found ${JSON.stringify(given)}${isThere ? '' : ' without action.yml'}`);
  }
  return `${given.startsWith('$/') ? '$' : '.'}/${path}`;
}

/** The action itself, as `uses` names it, with its version as a comment. Throws `UsageError` for anything else. */
export function actionOption(given: string | undefined): string | undefined {
  if (given === undefined || /^(?:[.$]\/[\w./-]*|[\w.-]+\/[\w./-]+@[\w./-]+)(?:\s+#\s*[\w. -]+)?$/.test(given))
    return given;
  throw new UsageError(`expected --uses to be as OWNER/REPOSITORY@COMMIT, found ${JSON.stringify(given)}`);
}

interface HeaderValues {
  readonly dynamic?: boolean | undefined;
  readonly runners?: string | undefined;
  readonly setup?: string | undefined;
  readonly input?: readonly string[] | undefined;
  readonly out?: string | undefined;
}

/** The arguments that make the same file again. A plan that is in the file is kept, so only `--dynamic` needs the number of runners. */
export function headerCommand(file: string, { dynamic, runners, setup, input, out }: HeaderValues): string {
  const inputs = (input ?? []).flatMap((each) => ['--input', each]);
  const given = [
    file,
    ...(dynamic === true ? ['--dynamic', ...(runners === undefined ? [] : ['--runners', runners])] : []),
    ...(setup === undefined ? [] : ['--setup', setup]),
    ...inputs,
    ...(out === undefined ? [] : ['--out', out]),
  ];
  return given.map(pastedPath).join(' ');
}
