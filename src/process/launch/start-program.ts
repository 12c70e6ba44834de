/*
 * Starts the process of a step or service.
 *
 * Data flow: `prepare-step.ts` and `prepare-service.ts` collect what differs. `prepare-command.ts` checks the working directory, finds
 * the shell (`shell-command.ts`, `find-program.ts`) and writes the script. This file spawns it, and retries while the system is
 * short of descriptors, processes or memory. `spawn-failure.ts` says in a sentence what went wrong.
 *
 * Invariants:
 * - A command is always a script file in a private folder outside of the project (`contract/script-folder.ts`), never `-c`.
 * - Each child leads a session and a group of its own, so that its tree can be measured and stopped.
 * - Each child starts with a raised `oom_score_adj` (`kill-order.ts`), so that the kernel kills it before the runner.
 * - A step with `cpus` starts through taskset(1), on CPUs that few other such steps use (`cpu-budgets.ts`).
 * - A step that takes part in the jobserver of the mission (`jobserver/jobserver.ts`) may inherit the ends of its FIFOs.
 * - Output goes directly to the log's descriptor. Standard input is empty.
 * - A start that fails is an outcome, never an exception.
 * - In missions of many tasks, spawner processes start the programs of tasks (`spawners/spawners.ts`); nothing else differs.
 *
 * Not done here: what happens after the start (`run-steps.ts`, `run-services.ts`), and whether a service is ready (`readiness/`).
 */
import { type StdioOptions, spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { allVariables } from '../contract/environment.ts';
import type { Child } from '../spawners/child.ts';
import type { Role } from '../spawners/kill-order.ts';
import type { Launcher, Spawn } from './launcher.ts';
import type { Command, Prepared } from './prepare-command.ts';
import { prepareWithSpace } from './prepare-with-space.ts';
import { describeSpawnFailure, isPassing } from './spawn-failure.ts';

export const usualRetries: readonly number[] = [50, 100, 200, 400, 800];

/** What differs between a step and a service. Both methods are called again for each retry. */
export interface Program {
  readonly role: Role;
  /** Throws file system errors. */
  prepare(): Prepared;
  /** Descriptor of the log; undefined if the program runs without a log. Throws temporary errors. */
  openLog(): number | undefined;
}

export type Start =
  | { readonly type: 'spawned'; readonly child: Child; readonly pid: number }
  | { readonly type: 'failed'; readonly message: string };

/**
 * Starts a process. Retries while the system is short of descriptors, processes or memory. Never throws.
 *
 * @param started called once, synchronously if the first attempt decides and no spawner process starts it.
 * @returns cancels a start that has not happened yet: `started` is then called with a failure. A start that a spawner process has begun
 *   cannot be cancelled: the caller has to stop what it started.
 */
export function startProgram(program: Program, launcher: Launcher, started: (start: Start) => void): () => void {
  let cancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const attempt = (number: number) => {
    timer = undefined;
    trySpawn(program, launcher, (result) => {
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

type Try = Start | { readonly type: 'short'; readonly message: string };

function trySpawn(program: Program, launcher: Launcher, done: (result: Try) => void): void {
  let command: Command | undefined;
  const failed = (error: unknown): Try => ({
    type: isPassing(error) ? 'short' : 'failed',
    message: describeSpawnFailure(error, command),
  });
  let result: Try | undefined;
  try {
    const prepared = prepareWithSpace(() => program.prepare(), launcher);
    if (prepared.type === 'refused') {
      result = { type: 'failed', message: prepared.message };
    } else {
      command = prepared;
      const log = program.openLog();
      if (spawnElsewhere(command, log, { program, launcher, failed, done })) return;
      result = spawnHere(command, log, { program, launcher, failed, done });
    }
  } catch (error) {
    result = failed(error);
  }
  if (result !== undefined) done(result);
}

interface Trying {
  readonly program: Program;
  readonly launcher: Launcher;
  readonly failed: (error: unknown) => Try;
  readonly done: (result: Try) => void;
}

/** Undefined if an event will say why it failed. Closes the log. Throws the error of a start. */
function spawnHere(
  command: Command,
  log: number | undefined,
  { program, launcher, failed, done }: Trying,
): Try | undefined {
  const child = spawnCommand(command, log, program, launcher);
  const { pid } = child;
  // Some errors of a start arrive as an event. Later errors must not become uncaught exceptions either.
  child.on('error', (error) => {
    if (pid === undefined) done(failed(error));
  });
  return pid === undefined ? undefined : { type: 'spawned', child, pid };
}

/** Passes the start to a spawner process, which closes the log once it is answered. False if the runner has to start it itself. */
function spawnElsewhere(command: Command, log: number | undefined, trying: Trying): boolean {
  const { program, launcher, failed, done } = trying;
  if (launcher.spawners === undefined || program.role !== 'task' || (command.inherited ?? []).length > 0) return false;
  const close = (): void => {
    if (log !== undefined) closeSync(log);
  };
  return launcher.spawners.spawn(command, program.role, log, {
    spawned: (child, pid) => {
      close();
      done({ type: 'spawned', child, pid });
    },
    failed: (error) => {
      close();
      done(failed(error));
    },
    unable: () => {
      let result: Try | undefined;
      try {
        result = spawnHere(command, log, trying);
      } catch (error) {
        result = failed(error);
      }
      if (result !== undefined) done(result);
    },
  });
}

/** Closes the log. Throws the error of a start. */
function spawnCommand(command: Command, log: number | undefined, program: Program, launcher: Launcher): Child {
  const inherited: number[] = [];
  try {
    // Standard input is at its end at once. Output goes directly to the log.
    const stdio: StdioOptions = ['ignore', log ?? 'ignore', log ?? 'ignore'];
    for (const { path, descriptor } of command.inherited ?? []) {
      const file = openSync(path, constants.O_RDWR);
      inherited.push(file);
      // What is ignored in between is not opened in the program.
      while (stdio.length < descriptor) stdio.push('ignore');
      stdio[descriptor] = file;
    }
    return launcher.inKillOrder(program.role, () =>
      launcher.spawn(command.program, command.arguments, {
        cwd: command.workingDirectory,
        env: allVariables(command.environment),
        // Its own group and session, so that the whole tree can be stopped. On Windows this would open a console window.
        detached: launcher.platform !== 'win32',
        stdio,
        windowsHide: true,
        windowsVerbatimArguments: command.verbatim,
      }),
    );
  } finally {
    for (const file of inherited) closeSync(file);
    if (log !== undefined) closeSync(log);
  }
}

/** Starts a real process. */
export const spawnProcess: Spawn = (program, args, options) => spawn(program, args, options);
