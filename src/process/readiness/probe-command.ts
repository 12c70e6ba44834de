import { allVariables } from '../contract/environment.ts';
import type { Spawn } from '../launch/launcher.ts';
import type { Command } from '../launch/prepare-command.ts';
import { describeSpawnFailure } from '../launch/spawn-failure.ts';
import type { ProcessSystem } from '../trees/process-system.ts';
import { notReady, type Probe, ready, type Seen } from './probe.ts';

export interface CommandEdges {
  readonly spawn: Spawn;
  readonly system: Pick<ProcessSystem, 'signalGroup'>;
  readonly platform: NodeJS.Platform;
}

/** Milliseconds that a killed command may take to end; the kernel can hold it in a disk or network call. */
const goneAfter = 1000;

/** Runs a prepared command; exit code 0 means ready. Its output is dropped. */
export function probeCommand(command: Command, { spawn, system, platform }: CommandEdges): Probe {
  return (signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(notReady('not started'));
      let giveUp: NodeJS.Timeout | undefined;
      let pid: number | undefined;
      const cut = () => {
        if (pid !== undefined) system.signalGroup(pid, 'SIGKILL');
        giveUp = setTimeout(() => done(stillRunning), goneAfter);
      };
      const done = (seen: Seen) => {
        clearTimeout(giveUp);
        signal.removeEventListener('abort', cut);
        resolve(seen);
      };
      try {
        const child = spawn(command.program, command.arguments, {
          cwd: command.workingDirectory,
          env: allVariables(command.environment),
          // In a process group of its own, which can be killed as a whole. On Windows this would open a console window.
          detached: platform !== 'win32',
          stdio: 'ignore',
          windowsHide: true,
          windowsVerbatimArguments: command.verbatim,
        });
        pid = child.pid;
        child.on('error', (error) => {
          if (pid === undefined) done(notReady(describeSpawnFailure(error, command)));
        });
        child.on('exit', (code, by) => {
          // Processes that it left running would accumulate with every try.
          if (pid !== undefined && platform !== 'win32') system.signalGroup(pid, 'SIGKILL');
          done(signal.aborted ? stillRunning : judge(code, by));
        });
        signal.addEventListener('abort', cut);
      } catch (error) {
        done(notReady(describeSpawnFailure(error, command)));
      }
    });
}

const stillRunning = notReady('its command had not ended in time');

function judge(code: number | null, by: NodeJS.Signals | null): Seen {
  if (code === 0) return ready;
  return notReady(code === null ? `its command was ended by ${by}` : `exit code ${code}`);
}
