import type { SimpleCommand } from '../shell/commands.ts';
import { matchScripts } from './patterns.ts';

/** Whether a command runs a script of the same package. */
export type ScriptCall =
  | { readonly type: 'script'; readonly name: string }
  /** The script gets arguments or variables. */
  | { readonly type: 'variant'; readonly name: string };

const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);

/** Options that do not change what runs. */
const FLAGS = new Set([
  '-s',
  '--silent',
  '-q',
  '--quiet',
  '--if-present',
  '--no-color',
  '--loglevel=error',
  '--loglevel=silent',
]);

/** Names that pnpm and yarn take for their own commands without `run`. */
const BUILT_IN = new Set(
  'add audit bin cache config create dedupe dlx exec import info init install link list login node outdated pack patch publish rebuild remove set up update upgrade version why workspace workspaces'.split(
    ' ',
  ),
);

/** Undefined if the command is something else, or runs a script of another package. */
export function readScriptCall(command: SimpleCommand, scripts: ReadonlySet<string>): ScriptCall | undefined {
  const words = command.words.map(({ text }) => text);
  const hasVariables = command.variables.length > 0;
  // `cross-env NAME=VALUE npm run build` sets variables as `NAME=VALUE npm run build` does.
  if (words[0] === 'cross-env' || words[0] === 'cross-env-shell') {
    const program = words.findIndex((word, index) => index > 0 && !/^\w+=/.test(word));
    return program < 0 ? undefined : readWords(words.slice(program), scripts, true);
  }
  return readWords(words, scripts, hasVariables);
}

function readWords(
  words: readonly string[],
  scripts: ReadonlySet<string>,
  hasVariables: boolean,
): ScriptCall | undefined {
  const [program = '', ...rest] = words;
  const waiting = [...rest];
  const skipFlags = (): void => {
    while (FLAGS.has(waiting[0] ?? '')) waiting.shift();
  };
  skipFlags();
  if (program === 'node' && waiting[0] === '--run') waiting.shift();
  else if (!MANAGERS.has(program)) return undefined;
  else if (waiting[0] === 'run' || waiting[0] === 'run-script') waiting.shift();
  else if (program === 'npm' && ['t', 'tst'].includes(waiting[0] ?? '')) waiting[0] = 'test';
  else if (program === 'npm' && !['test', 'start', 'stop', 'restart'].includes(waiting[0] ?? '')) return undefined;
  else if (program === 'bun' || BUILT_IN.has(waiting[0] ?? '')) return undefined;
  skipFlags();
  const name = waiting.shift();
  if (name === undefined || !scripts.has(name)) return undefined;
  skipFlags();
  // `npm run build --workspaces` and `npm test -w api` are scripts of other packages.
  if (
    program === 'npm' &&
    waiting.some((word) => /^(-w|-ws|--workspaces?|--prefix|-C|--include-workspace-root)(=|$)/.test(word))
  )
    return undefined;
  return { type: hasVariables || waiting.length > 0 ? 'variant' : 'script', name };
}

/** Words between a package manager and the name of a script. */
const BEFORE_NAMES = new Set([...FLAGS, 'run', 'run-script']);

/** Words of a line that runs scripts of other packages. */
const ELSEWHERE = new Set(
  'cd pushd --prefix -C --cwd workspace workspaces foreach --filter -F -r --recursive -w --workspace --workspaces -ws lerna nx turbo'.split(
    ' ',
  ),
);

/** Tools whose arguments are names of scripts. */
const RUNNERS = new Set([
  'run-p',
  'run-s',
  'npm-run-all',
  'npm-run-all2',
  'start-server-and-test',
  'server-test',
  'wsrun',
]);

/**
 * Names of scripts that a line of any form mentions in a place where they would be run. A line that changes its folder runs scripts of
 * other packages.
 */
export function scriptsInside(line: string, scripts: ReadonlySet<string>): readonly string[] {
  const words = line.split(/[\s"'()&;|]+/).filter((word) => word !== '');
  if (words.some((word) => ELSEWHERE.has(word))) return [];
  const found = new Set<string>();
  const seen = new Set<string>();
  const runsNames = words.some((word) => RUNNERS.has(word));
  for (const [index, word] of words.entries()) {
    const prefixed = /^(?:npm|pnpm|yarn|bun|node):(.+)$/.exec(word)?.[1];
    if (prefixed !== undefined && scripts.has(prefixed)) found.add(prefixed);
    if (runsNames && !RUNNERS.has(word) && !seen.has(word))
      for (const name of matchScripts(word, scripts)) found.add(name);
    seen.add(word);
    if (!MANAGERS.has(word)) continue;
    // `bun test` is the test runner of bun itself.
    if (word === 'bun' && words[index + 1] !== 'run') continue;
    // By index: a copy of the words behind each call would take a minute for a line with 20,000 calls.
    let after = index + 1;
    while (BEFORE_NAMES.has(words[after] ?? '')) after += 1;
    const next = words[after];
    const name = word === 'npm' && next === 't' ? 'test' : next;
    if (name !== undefined && scripts.has(name)) found.add(name);
  }
  return [...found];
}
