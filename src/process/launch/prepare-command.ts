import type { Variables } from '../../base/variables.ts';
import { writeOwnFile } from '../../files/own-file.ts';
import type { Environment } from '../contract/environment.ts';
import type { ScriptFolder } from '../contract/script-folder.ts';
import type { EnsureFolder, TaskFolders } from '../contract/task-files.ts';
import type { InheritedFile } from '../jobserver/connect.ts';
import type { Jobserver } from '../jobserver/jobserver.ts';
import type { CpuBudgets } from './cpu-budgets.ts';
import type { FindProgram } from './find-program.ts';
import { findShell, type Shell } from './shell-command.ts';
import { checkWorkingDirectory } from './working-directory.ts';

/** The facts and services that all launches of a run share. */
export interface LaunchPlace extends TaskFolders {
  readonly root: string;
  /** Random id of the run, which each of its processes has in its environment. */
  readonly mark: string;
  readonly platform: NodeJS.Platform;
  /** The environment of the caller, without the variables that tasks must not see. */
  readonly environment: Variables;
  readonly findProgram: FindProgram;
  readonly budgets: CpuBudgets;
  readonly jobserver: Jobserver;
  readonly ensureFolder: EnsureFolder;
  /** True if no earlier run has left exchange files; absent: it may have. */
  readonly isExchangeNew?: boolean;
  readonly scripts: ScriptFolder;
}

/** A shell text, and where and how to run it. */
export interface Script {
  readonly run: string;
  /** As the mission says; absent: the platform's default. */
  readonly shell: string | undefined;
  /** Relative to the root. */
  readonly workingDirectory: string;
  readonly environment: Environment;
  /** The path of its script file, with the extension of the shell. */
  file(extension: string): string;
}

export interface Command {
  readonly type: 'ready';
  readonly program: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Environment;
  readonly verbatim: boolean;
  /** Absent: the program gets no descriptors but its log. */
  readonly inherited?: readonly InheritedFile[];
}

export type Prepared = Command | { readonly type: 'refused'; readonly message: string };

export function refused(message: string): Prepared {
  return { type: 'refused', message };
}

/** Checks what a script needs and writes its file. Throws file system errors. */
export function prepareCommand(
  script: Script,
  place: Pick<LaunchPlace, 'root' | 'platform' | 'findProgram'>,
): Prepared {
  if (script.run.includes('\0')) {
    return refused('its command holds a NUL character, which no shell accepts; remove it');
  }
  const folder = checkWorkingDirectory(place.root, script.workingDirectory);
  if (folder.type === 'refused') return folder;
  const shell = findShell(script.shell, place.platform);
  if (shell === undefined) {
    return refused(
      `shell "${script.shell}": expected bash, sh, pwsh, powershell, cmd, python or a command that contains {0}, where the script's path goes`,
    );
  }
  const file = script.file(shell.extension);
  const command = chooseShell(script, shell, file, folder.path, place);
  if (command.type === 'refused') return command;
  writeOwnFile(file, shell.script(script.run));
  return command;
}

function chooseShell(
  { shell: written, environment }: Script,
  shell: Shell,
  file: string,
  workingDirectory: string,
  place: Pick<LaunchPlace, 'findProgram'>,
): Prepared {
  const { base, own } = environment;
  const path = own.PATH ?? base.PATH ?? own.Path ?? base.Path ?? '';
  let blocked: string | undefined;
  for (const candidate of shell.candidates) {
    const found = place.findProgram(candidate.program, path, workingDirectory);
    if (found.type === 'found') {
      const args = candidate.arguments(file);
      return {
        type: 'ready',
        program: found.path,
        arguments: args,
        workingDirectory,
        environment,
        verbatim: shell.verbatim,
      };
    }
    if (found.type === 'not-executable') blocked ??= found.path;
  }
  const name = written === undefined ? 'the default shell' : `shell "${written}"`;
  if (blocked !== undefined)
    return refused(`${name}: expected a program that may be executed, found that ${blocked} may not; chmod +x it`);
  const programs = shell.candidates.map((candidate) => candidate.program).join(' or ');
  return refused(
    `${name}: expected the program ${programs}, found none in PATH (${path}); install it or choose another shell`,
  );
}
