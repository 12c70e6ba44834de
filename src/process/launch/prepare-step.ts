import { rmSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { errorCode } from '../../base/error-code.ts';
import type { Variables } from '../../base/variables.ts';
import { whyOutside } from '../../files/inside-root.ts';
import { lookAt } from '../../files/look-at.ts';
import { makeEmptyFile, writeOwnFile } from '../../files/own-file.ts';
import { stepAt } from '../../mission/model/steps.ts';
import type { Launch } from '../../ports/ports.ts';
import type { Environment } from '../contract/environment.ts';
import { scriptIn } from '../contract/script-folder.ts';
import { taskEnvironment, withFolders } from '../contract/task-environment.ts';
import { type TaskFiles, taskFiles } from '../contract/task-files.ts';
import type { Affinity, CpuBudget } from './cpu-budgets.ts';
import { cpuVariables } from './cpu-variables.ts';
import { type Command, type LaunchPlace, type Prepared, prepareCommand, refused } from './prepare-command.ts';

/** Checks what a step needs and writes the files that it reads. Throws file system errors. */
export function prepareStep(launch: Launch, place: LaunchPlace): Prepared {
  const { task, step } = launch;
  const own = stepAt(task, step);
  const outside = task.deliverable === undefined ? undefined : whyOutside(place.root, task.deliverable);
  if (outside !== undefined) {
    return refused(`deliverable "${task.deliverable}": expected a path inside of ${place.root}, found ${outside}`);
  }
  const budget = task.cpus === undefined ? undefined : place.budgets.take(task.id, task.cpus);
  const isClient = launch.env.MAKEFLAGS === undefined;
  const jobs = place.jobserver.enter({ id: task.id, cpus: budget?.cpus, isClient });
  // After the jobserver, which may have made a new folder. Not looked for here: if a task has removed it, nothing can be written to it, and the step
  // is prepared again (`prepare-with-space.ts`).
  const scripts = place.scripts.folder();
  if (isFirstOf(launch)) place.scripts.beginExchange(task.id, launch.attempt);
  const command = prepareCommand(
    {
      run: own?.run ?? '',
      shell: own?.shell ?? task.shell,
      workingDirectory: own?.workingDirectory ?? task.workingDirectory,
      environment: environmentOf(launch, place, { ...jobs.variables, ...variablesOf(budget) }),
      file: (extension) => scriptIn(scripts, task.id, String(step + 1), extension),
    },
    place,
  );
  if (command.type === 'refused') return command;
  writeFiles(launch, place);
  const connected = { ...command, inherited: jobs.inherited };
  return budget?.affinity === undefined ? connected : withAffinity(connected, budget.affinity);
}

function variablesOf(budget: CpuBudget | undefined): Variables {
  return budget === undefined ? {} : cpuVariables(budget.cpus);
}

/** taskset(1) replaces itself by the program, so the process that is started stays the leader of the step's group. */
function withAffinity(command: Command, { taskset, mask }: Affinity): Command {
  return { ...command, program: taskset, arguments: [mask, command.program, ...command.arguments] };
}

/** @param defaults variables that count only where neither the caller nor the mission sets them */
function environmentOf(
  { task, attempt, env, path = [] }: Launch,
  place: LaunchPlace,
  defaults: Variables,
): Environment {
  const files = taskFiles(place, task.id, attempt);
  const facts = {
    run: place.mark,
    id: task.id,
    kind: task.kind,
    attempt,
    dir: place.dir,
    workspace: place.root,
    ...files,
  };
  const isWindows = place.platform === 'win32';
  const base = Object.keys(defaults).length === 0 ? place.environment : { ...defaults, ...place.environment };
  return withFolders(taskEnvironment(base, env, facts, isWindows), path, isWindows);
}

function writeFiles(launch: Launch, place: LaunchPlace): void {
  const files = taskFiles(place, launch.task.id, launch.attempt);
  const folder = dirname(files.context);
  // In the folder of the run, a task may have put a link there.
  if (folder.startsWith(`${place.dir}${sep}`)) place.ensureFolder(folder);
  try {
    writeEach(files, launch, place);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    place.ensureFolder(folder);
    writeEach(files, launch, place);
  }
}

function writeEach(files: TaskFiles, launch: Launch, place: LaunchPlace): void {
  if (isFirstOf(launch)) {
    // It exists from the start, so that `attempts.ts` can see whether it was removed with values in it.
    const isUsed = makeEmptyFile(files.output);
    // Files of an earlier run in the same folder, or of an attempt that was evicted, must not count as those of this one.
    if (isUsed || place.isExchangeNew !== true || launch.evictions !== undefined) removeIfThere(files.report);
  }
  writeOwnFile(files.context, launch.context);
  for (const file of [files.env, files.path]) writeOwnFile(file, '');
}

/** True if the files of the attempt begin with this step. */
export function isFirstOf({ isFirst, step }: Pick<Launch, 'isFirst' | 'step'>): boolean {
  return isFirst ?? step === 0;
}

/** The check is cheaper than a removal at every launch. A task may have replaced the file by anything, even a folder. */
function removeIfThere(path: string): void {
  if (lookAt(path) !== undefined) rmSync(path, { recursive: true, force: true });
}
