import type { DraftEntry } from './draft.ts';
import { validId } from './valid-ids.ts';

/**
 * What installations write: a folder of the project, such as `node_modules` or `vendor`, or an environment of the machine, such as the
 * packages of Python. Two installations into one at once leave it broken, so each has the name of a lock.
 */

/** Options between a program and what it does, some of which have a value. */
const OPTIONS = '(?: -\\S+(?: [^-\\s]\\S*)??)*?';

/** Commands that write `node_modules`. */
const NODE = begins(
  `npm${OPTIONS} (?:ci|cit|clean-install|install-ci-test|i|it|install|install-test)|pnpm${OPTIONS} (?:i|install)|yarn(?:${OPTIONS} install)?(?=$| -)|bun${OPTIONS} (?:i|install)`,
);

/** Group 1: the environment in whose folder the program is, as in `.venv/bin/pip install`. */
const PIP = begins(
  `(?:(\\S+)/(?:bin|Scripts)/)?(?:python[\\d.]*(?: -[A-Za-z])* -m |py(?: -[\\d.]+)? -m |uv )?pip[\\d.]*${OPTIONS} (?:install|uninstall|sync)`,
);

/** Tools that keep an environment of Python for each project. */
const PYTHON_PROJECT = begins(`(?:python[\\d.]* -m )?(poetry|pipenv|uv|pdm)${OPTIONS} (?:install|sync|add|update)`);

const GEMS = begins(`(?:bundle|bundler|gem)${OPTIONS} (?:install|update|add)|bundle(?: --\\S+)*$`);

const COMPOSER = begins(`(?:php (?:\\S+/)?)?composer(?:\\.phar)?${OPTIONS}(?: global)? (?:install|i|update|u|require)`);

/** Words before a command that do not change what it does. */
const BEFORE = /^(?:(?:sudo(?: -\S+)*|time|env|command|\w+=\S*) )+/;

const ACTIVATION = /^(?:\.|source) (\S+?)\/(?:bin|Scripts)\/activate(?:\.\w+)?$/;

/** The names of locks for everything into which the steps of an entry install. */
export function installEnvironments(entry: DraftEntry): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { run, workingDirectory = entry.workingDirectory ?? '' } of entry.steps) {
    let folder = workingDirectory;
    let activated: string | undefined;
    /** The state of the shells around a subshell such as `(cd web && npm ci)`. */
    const outer: (readonly [string, string | undefined])[] = [];
    for (const written of run.replaceAll('\\\n', ' ').split(/\n|&&|\|\||;/)) {
      const plainText = written.trim().replace(/\s+/g, ' ');
      const [begin = ''] = /^[( ]*/.exec(plainText) ?? [];
      const [end = ''] = /[) ]*$/.exec(plainText.slice(begin.length)) ?? [];
      for (let left = begin.split('(').length - 1; left > 0; left -= 1) outer.push([folder, activated]);
      const command = plainText.slice(begin.length, plainText.length - end.length).replace(BEFORE, '');
      const [, changed] = /^(?:cd|pushd) (\S+)$/.exec(command) ?? [];
      if (changed !== undefined) folder = `${folder}/${changed}`;
      const [, environment] = ACTIVATION.exec(command) ?? [];
      if (environment !== undefined) activated = `${folder}/${environment}`;
      if (command === 'deactivate') activated = undefined;
      const own = environmentOf(command, folder, activated);
      // A workspace of its own has its own folders, but the same machine.
      if (own !== undefined && !(entry.ownWorkspace === true && own.isFolder)) found.add(validId(own.name));
      for (let left = end.split(')').length - 1; left > 0; left -= 1)
        [folder, activated] = outer.pop() ?? [folder, activated];
    }
  }
  return found;
}

interface Environment {
  readonly name: string;
  /** False for one of the machine. */
  readonly isFolder: boolean;
}

/** @param activated the folder of the environment of Python whose programs come first in `PATH` */
function environmentOf(command: string, folder: string, activated: string | undefined): Environment | undefined {
  const inFolder = (kind: string, path: string): Environment => ({ name: `${kind}-${plain(path)}`, isFolder: true });
  if (NODE.test(command)) {
    if (/ (-g|--global)( |$)/.test(command)) return undefined;
    const [, prefix] = / (?:--prefix|--dir|--cwd|-C)[ =](\S+)/.exec(command) ?? [];
    return inFolder('node_modules', prefix === undefined ? folder : `${folder}/${prefix}`);
  }
  const pip = PIP.exec(command);
  if (pip !== null) {
    const [, target] = / (?:--target|-t|--prefix)[ =](\S+)/.exec(command) ?? [];
    const place = target ?? pip[1];
    if (place !== undefined) return inFolder('pip', place.startsWith('/') ? place : `${folder}/${place}`);
    if (activated !== undefined) return inFolder('pip', activated);
    // Without an environment, uv uses that of the project.
    return command.startsWith('uv ') && !/ --system( |$)/.test(command)
      ? inFolder('uv', folder)
      : { name: 'pip', isFolder: false };
  }
  const [, tool] = PYTHON_PROJECT.exec(command) ?? [];
  if (tool !== undefined) {
    const [, project] = / (?:--project|--directory|-C|-p)[ =](\S+)/.exec(command) ?? [];
    return inFolder(tool, project === undefined ? folder : `${folder}/${project}`);
  }
  if (GEMS.test(command)) return { name: 'gems', isFolder: false };
  if (COMPOSER.test(command)) {
    if (/ global /.test(command)) return { name: 'composer', isFolder: false };
    const [, project] = / (?:--working-dir|-d)[ =](\S+)/.exec(command) ?? [];
    return inFolder('composer', project === undefined ? folder : `${folder}/${project}`);
  }
  return undefined;
}

/** A pattern for the first words of a command. */
function begins(words: string): RegExp {
  return new RegExp(`^(?:${words})(?![\\w:-])`);
}

function plain(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
