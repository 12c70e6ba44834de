import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Launch } from '../run/ports.ts';
import { errorText } from './error-code.ts';
import { openLog, writeSeparator } from './open-log.ts';
import { type Command, type LaunchPlace, prepareStep } from './prepare-step.ts';
import { describeSpawnFailure, isPassing } from './spawn-failure.ts';
import { taskFiles } from './task-files.ts';

export type Child = Pick<ChildProcess, 'pid' | 'on'>;
export type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => Child;

export interface Launcher extends LaunchPlace {
  readonly spawn: Spawn;
  /** Milliseconds before each repetition of a start that failed for a passing reason. */
  readonly retries: readonly number[];
  /** Something of the run itself does not work; the task goes on. */
  readonly degraded: (message: string) => void;
}

export const usualRetries: readonly number[] = [50, 100, 200, 400, 800];

export type Start =
  | { readonly type: 'spawned'; readonly child: Child; readonly pid: number }
  | { readonly type: 'failed'; readonly message: string };

/**
 * Starts a step's process, again and again while the system is short of something. Never throws.
 *
 * @param started called once; within this call when the first attempt decides it.
 * @returns forgets a start that has not happened yet: `started` is then called with a failure that says so.
 */
export function startStep(launch: Launch, launcher: Launcher, started: (start: Start) => void): () => void {
  let cancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const announcement: Announcement = { made: false };
  const attempt = (number: number) => {
    timer = undefined;
    trySpawn(launch, launcher, announcement, (result) => {
      const pause = launcher.retries[number];
      if (result.type !== 'short') started(result);
      else if (cancelled) started(stopped);
      else if (pause === undefined) started({ type: 'failed', message: result.message });
      else timer = setTimeout(attempt, pause, number + 1);
    });
  };
  attempt(0);
  return () => {
    cancelled = true;
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    started(stopped);
  };
}

const stopped: Start = { type: 'failed', message: 'it was stopped before its process could be started' };

/** Whether the log says which step this is: not again when its start is repeated. */
interface Announcement {
  made: boolean;
}

type Try = Start | { readonly type: 'short'; readonly message: string };

function trySpawn(launch: Launch, launcher: Launcher, announcement: Announcement, done: (result: Try) => void): void {
  let command: Command | undefined;
  const failed = (error: unknown): Try => ({
    type: isPassing(error) ? 'short' : 'failed',
    message: describeSpawnFailure(error, command),
  });
  let result: Try | undefined;
  try {
    const prepared = prepareStep(launch, launcher);
    if (prepared.type === 'refused') {
      result = { type: 'failed', message: prepared.message };
    } else {
      command = prepared;
      const child = spawnCommand(command, launch, launcher, announcement);
      const { pid } = child;
      // Some errors of a start arrive as an event. Later ones must not become an uncaught exception either.
      child.on('error', (error) => {
        if (pid === undefined) done(failed(error));
      });
      if (pid !== undefined) result = { type: 'spawned', child, pid };
    }
  } catch (error) {
    result = failed(error);
  }
  if (result !== undefined) done(result);
}

function spawnCommand(command: Command, launch: Launch, launcher: Launcher, announcement: Announcement): Child {
  const log = openTaskLog(launch, launcher, announcement);
  try {
    return launcher.spawn(command.program, command.arguments, {
      cwd: command.workingDirectory,
      env: command.environment,
      // A group and session of its own, so that the whole tree can be stopped; Windows would open a console window.
      detached: launcher.platform !== 'win32',
      // Nothing to read: end of file at once. The rest goes to the log without passing through our memory.
      stdio: ['ignore', log ?? 'ignore', log ?? 'ignore'],
      windowsHide: true,
      windowsVerbatimArguments: command.verbatim,
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}

/** A task runs without a log rather than not at all; a shortage of descriptors is thrown, for it passes. */
function openTaskLog(launch: Launch, launcher: Launcher, announcement: Announcement): number | undefined {
  const { task, attempt, step } = launch;
  let log: number | undefined;
  try {
    const fresh = attempt === 1 && step === 0 && !announcement.made;
    log = openLog(taskFiles(launcher.dir, task.id, attempt).log, fresh);
    const separator = separatorOf(launch);
    if (separator !== undefined && !announcement.made) writeSeparator(log, separator);
    announcement.made = true;
  } catch (error) {
    if (isPassing(error)) throw error;
    launcher.degraded(`the log of ${task.id} cannot be written: ${errorText(error)}`);
  }
  return log;
}

function separatorOf(launch: Launch): string | undefined {
  const { task, attempt, step } = launch;
  const name = task.steps[step]?.name;
  const again = attempt > 1 && step === 0 ? `▶ attempt ${attempt}` : undefined;
  const named = name === undefined ? undefined : `▶ step ${step + 1}/${task.steps.length}: ${name}`;
  return again === undefined ? named : named === undefined ? again : `${again}\n${named}`;
}

/** The real one. */
export const spawnProcess: Spawn = (program, args, options) => spawn(program, args, options);
