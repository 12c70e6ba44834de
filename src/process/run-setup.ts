import { closeSync } from 'node:fs';
import { errorText } from '../base/error-code.ts';
import { monotonic as now } from '../base/monotonic.ts';
import type { Service, ServiceSetup } from '../mission/model/mission.ts';
import { allVariables } from './contract/environment.ts';
import { logFile } from './contract/task-files.ts';
import { spawnHelper } from './launch/child-usage.ts';
import type { Launcher } from './launch/launcher.ts';
import type { Command } from './launch/prepare-command.ts';
import { prepareSetup } from './launch/prepare-service.ts';
import { describeSpawnFailure } from './launch/spawn-failure.ts';
import { SETUP_LINE } from './logs/begin-of-attempt.ts';
import { openLog, writeSeparator } from './logs/open.ts';
import type { ProcessSystem } from './trees/process-system.ts';

export type SetupResult =
  /** Milliseconds that it took. */
  | { readonly type: 'done'; readonly took: number }
  /** A sentence with the exit code. `wrote`: its process was started, so the log may have the cause. */
  | { readonly type: 'failed'; readonly message: string; readonly wrote?: true };

/** Milliseconds between TERM and KILL. */
const grace = 2_000;

/**
 * Runs the setup of a service that is ready: in its shell, folder and environment, with its log as output, below a line that says so. What
 * it leaves running is stopped when it ends, because the next user of the service must not meet it. Never throws.
 *
 * @param answered called once, never before this function has returned
 * @returns stops it; `answered` is not called after that
 */
export function runSetup(
  service: Service,
  setup: ServiceSetup,
  { launcher, system }: { readonly launcher: Launcher; readonly system: ProcessSystem },
  answered: (result: SetupResult) => void,
): () => void {
  const began = now();
  const log = logFile(launcher.dir, service.id);
  let pid: number | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let kill: NodeJS.Timeout | undefined;

  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    if (pid === undefined) return;
    if (launcher.platform === 'win32') system.signalGroup(pid, 'SIGKILL');
    else system.signalGroup(pid, name);
  };
  const terminate = (): void => {
    signal('SIGTERM');
    kill ??= setTimeout(() => signal('SIGKILL'), grace);
  };
  const finish = (result: SetupResult): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    answered(result);
  };
  const failed = (message: string): void => {
    queueMicrotask(() => finish({ type: 'failed', message }));
  };

  function start(command: Command): void {
    const descriptor = openLog(log, false);
    try {
      writeSeparator(descriptor, SETUP_LINE);
      const child = spawnHelper(launcher)(command.program, command.arguments, {
        cwd: command.workingDirectory,
        env: allVariables(command.environment),
        // In a process group of its own, which can be stopped as a whole. On Windows this would open a console window.
        detached: launcher.platform !== 'win32',
        stdio: ['ignore', descriptor, descriptor],
        windowsHide: true,
        windowsVerbatimArguments: command.verbatim,
      });
      pid = child.pid;
      child.on('error', (error) => {
        if (pid === undefined)
          finish({
            type: 'failed',
            message: `its setup could not be started: ${describeSpawnFailure(error, command)}`,
          });
      });
      child.on('exit', (exitCode, by) => {
        clearTimeout(kill);
        if (launcher.platform !== 'win32') signal('SIGKILL');
        if (exitCode === 0) return finish({ type: 'done', took: now() - began });
        const how = exitCode === null ? `was ended by ${by}` : `exited with code ${exitCode}`;
        finish({ type: 'failed', message: `its setup ${how}`, wrote: true });
      });
    } finally {
      closeSync(descriptor);
    }
  }

  try {
    const prepared = prepareSetup(service, setup.run, launcher);
    if (prepared.type === 'ready') {
      start(prepared);
      timer = setTimeout(() => {
        terminate();
        const message = `its setup had not ended after ${setup.timeout / 1000} s`;
        finish({ type: 'failed', message, wrote: true });
      }, setup.timeout);
    } else failed(`its setup could not be started: ${prepared.message}`);
  } catch (error) {
    failed(`its setup could not be started: ${errorText(error)}`);
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
    terminate();
  };
}
