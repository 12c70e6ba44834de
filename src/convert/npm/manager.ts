import { parseJson } from '../json/parse.ts';
import { fieldOf, textOf } from '../json/read.ts';
import { quoteWord } from '../shell/quote.ts';

export type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** How a package manager runs scripts and programs of packages. */
export interface Manager {
  readonly name: ManagerName;
  /** Installs exactly what the lock file says. Without one, `npm ci` and the others would fail, so that this only installs. */
  readonly install: string;
  /** Whether `prebuild` and `postbuild` run with `build`. */
  readonly runsHooks: boolean;
  /** Whether a program of a package is found although a script has the same name. */
  readonly tellsProgramsApart: boolean;
  /** The command that runs a script. */
  readonly runScript: (script: string) => string;
  /** A command whose program comes from a package. */
  readonly runProgram: (command: string) => string;
}

/** Lock files in the order in which they decide. */
const LOCK_FILES: readonly (readonly [string, ManagerName])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

export const LOCK_FILE_NAMES: readonly string[] = LOCK_FILES.map(([name]) => name);

/**
 * The package manager of a `package.json`: by its `packageManager`, otherwise by a lock file among the files that are known, otherwise
 * npm.
 *
 * @param paths of files beside it or above it
 */
export function managerOf(text: string, paths: Iterable<string>): Manager {
  const parsed = parseJson(text);
  const declared = parsed.type === 'parsed' ? textOf(fieldOf(parsed.root, 'packageManager')) : undefined;
  const [, name, version] = /^(npm|pnpm|yarn|bun)(?:@(\d+))?/.exec(declared ?? '') ?? [];
  const files = new Set([...paths].map((path) => path.split(/[\\/]/).at(-1) ?? path));
  const byFile = LOCK_FILES.find(([file]) => files.has(file))?.[1];
  const chosen = toName(name) ?? byFile ?? 'npm';
  const isLocked = LOCK_FILES.some(([file, owner]) => owner === chosen && files.has(file));
  const found = manager(chosen, Number(version ?? Number.NaN));
  return isLocked ? found : { ...found, install: `${chosen} install` };
}

function toName(text: string | undefined): ManagerName | undefined {
  return (['npm', 'pnpm', 'yarn', 'bun'] as const).find((name) => name === text);
}

/** @param version the major version; NaN if it is not known */
function manager(name: ManagerName, version: number): Manager {
  const runScript = (script: string): string =>
    script === 'test' ? `${name}${name === 'bun' ? ' run' : ''} test` : `${name} run ${quoteWord(script)}`;
  switch (name) {
    case 'npm':
      return {
        name,
        install: 'npm ci',
        runsHooks: true,
        tellsProgramsApart: true,
        runScript,
        runProgram: (command) => `npm exec --no -- ${command}`,
      };
    case 'pnpm':
      return {
        name,
        install: 'pnpm install --frozen-lockfile',
        runsHooks: true,
        tellsProgramsApart: true,
        runScript,
        runProgram: (command) => `pnpm exec ${command}`,
      };
    case 'yarn':
      return {
        name,
        install: version >= 2 ? 'yarn install --immutable' : 'yarn install --frozen-lockfile',
        runsHooks: !(version >= 2),
        tellsProgramsApart: false,
        runScript,
        runProgram: (command) => `yarn run ${command}`,
      };
    case 'bun':
      return {
        name,
        install: 'bun install --frozen-lockfile',
        runsHooks: true,
        tellsProgramsApart: false,
        runScript,
        runProgram: (command) => `bun run ${command}`,
      };
    default:
      return name satisfies never;
  }
}
