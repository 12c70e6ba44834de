import type { SimpleCommand } from '../shell/commands.ts';
import { splitCommands } from '../shell/commands.ts';
import type { Manager } from './manager.ts';

/** Programs of the system, which need no package. */
const SYSTEM = new Set(
  'node npm npx pnpm pnpx yarn bun bunx deno git rm cp mv mkdir rmdir ln touch echo printf cat true false test sleep sh bash env time python python3 pip go cargo rustup make docker docker-compose curl wget tar zip unzip chmod find grep sed awk diff head tail wc sort xargs tee'.split(
    ' ',
  ),
);

/** Programs whose package has another name. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  tsc: 'typescript',
  ng: '@angular/cli',
  playwright: '@playwright/test',
  biome: '@biomejs/biome',
  nest: '@nestjs/cli',
  babel: '@babel/cli',
  changeset: '@changesets/cli',
  webpack: 'webpack-cli',
  storybook: 'storybook',
  svelte: 'svelte-check',
  'cross-env-shell': 'cross-env',
  'run-s': 'npm-run-all',
  tape: 'tape',
  c8: 'c8',
  swc: '@swc/cli',
  lint: 'lint-staged',
  commitlint: '@commitlint/cli',
  'size-limit': 'size-limit',
  graphql: '@graphql-codegen/cli',
  cucumber: '@cucumber/cucumber',
  'cucumber-js': '@cucumber/cucumber',
  vite: 'vite',
  markdownlint: 'markdownlint-cli',
  attw: '@arethetypeswrong/cli',
};

/** What is needed to run a line outside of its script. */
export interface ProgramFinder {
  readonly manager: Manager;
  /** Names of the packages that the project declares. */
  readonly packages: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
}

/**
 * A line of a script as a command that also works outside of the script, where programs of packages are not in `PATH`. Undefined if
 * a program is not known, or if the line has more than simple commands.
 */
export function outsideScript(line: string, finder: ProgramFinder): string | undefined {
  const commands = splitCommands(line);
  return commands === undefined ? undefined : joinOutside(commands, finder);
}

/** The same for commands that were read before. */
export function joinOutside(commands: readonly SimpleCommand[], finder: ProgramFinder): string | undefined {
  const parts = commands.map((command) => oneOutside(command, finder));
  if (parts.some((part) => part === undefined) || parts.length === 0) return undefined;
  return parts.join(' && ');
}

function oneOutside(command: SimpleCommand, { manager, packages, scripts }: ProgramFinder): string | undefined {
  const program = command.words[0]?.text ?? '';
  // Variables of npm exist only inside of a script.
  if (/\bnpm_/.test(command.text)) return undefined;
  if (SYSTEM.has(program) || /^\.{0,2}\//.test(program)) return command.text;
  const isKnown = packages.has(program) || packages.has(PACKAGE_OF[program] ?? program);
  if (!isKnown || (!manager.tellsProgramsApart && scripts.has(program))) return undefined;
  return [...command.variables, manager.runProgram(command.call)].join(' ');
}
