import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Launch } from '../run/ports.ts';
import type { FindProgram } from './find-program.ts';
import { staysInside } from './inside-root.ts';
import { findShell, type Shell } from './shell-command.ts';
import { taskEnvironment, type Variables } from './task-environment.ts';
import { type EnsureFolder, scriptFile, taskFiles } from './task-files.ts';
import { checkWorkingDirectory } from './working-directory.ts';

/** What all launches of a run share. */
export interface LaunchPlace {
  readonly dir: string;
  readonly root: string;
  readonly run: string;
  readonly platform: NodeJS.Platform;
  /** The caller's, already without what tasks must not see. */
  readonly environment: Variables;
  readonly findProgram: FindProgram;
  readonly ensureFolder: EnsureFolder;
}

export interface Command {
  readonly type: 'ready';
  readonly program: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Variables;
  readonly verbatim: boolean;
}

export type Prepared = Command | { readonly type: 'refused'; readonly message: string };

/** Checks what a step needs and writes the files that it reads. Throws file system errors. */
export function prepareStep(launch: Launch, place: LaunchPlace): Prepared {
  const { task, step } = launch;
  const run = task.steps[step]?.run ?? '';
  if (run.includes('\0')) return refused('its command holds a NUL character, which no shell accepts; remove it');
  if (task.deliverable !== undefined && !staysInside(place.root, task.deliverable)) {
    return refused(
      `deliverable "${task.deliverable}": expected a path inside of ${place.root}, found that it leads out of it`,
    );
  }
  const folder = checkWorkingDirectory(place.root, task.workingDirectory);
  if (folder.type === 'refused') return folder;
  const shell = findShell(task.shell, place.platform);
  if (shell === undefined) {
    return refused(
      `shell "${task.shell}": expected bash, sh, pwsh, powershell, cmd, python or a command that contains {0}, where the script's path goes`,
    );
  }
  const environment = environmentOf(launch, place);
  const script = scriptFile(place.dir, task.id, step, shell.extension);
  const command = chooseShell(task.shell, shell, script, folder.path, environment, place);
  if (command.type === 'refused') return command;
  writeFiles(launch, place, script, shell.script(run));
  return command;
}

function refused(message: string): Prepared {
  return { type: 'refused', message };
}

function environmentOf(launch: Launch, place: LaunchPlace): Variables {
  const { task, attempt } = launch;
  const files = taskFiles(place.dir, task.id, attempt);
  const facts = { run: place.run, id: task.id, level: task.level, attempt, dir: place.dir, ...files };
  return taskEnvironment(place.environment, task.env, facts, place.platform === 'win32');
}

function chooseShell(
  written: string | undefined,
  shell: Shell,
  script: string,
  workingDirectory: string,
  environment: Variables,
  place: LaunchPlace,
): Prepared {
  const path = environment.PATH ?? environment.Path ?? '';
  let blocked: string | undefined;
  for (const candidate of shell.candidates) {
    const found = place.findProgram(candidate.program, path, workingDirectory);
    if (found.type === 'found') {
      const args = candidate.arguments(script);
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

function writeFiles(launch: Launch, place: LaunchPlace, script: string, text: string): void {
  const files = taskFiles(place.dir, launch.task.id, launch.attempt);
  for (const file of [files.log, files.context, script]) place.ensureFolder(dirname(file));
  // Left by an earlier run in the same folder; they would be taken for this one's.
  if (launch.step === 0) for (const file of [files.output, files.report]) removeIfThere(file);
  writeFileSync(files.context, launch.context);
  writeFileSync(script, text);
}

/** Asked first, as that is cheaper at every launch; a task may have made anything of it, even a folder. */
function removeIfThere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) rmSync(path, { recursive: true, force: true });
}
