import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { errorText } from '../../base/error-code.ts';
import type { Variables } from '../../base/variables.ts';
import type { CommandValues, MatrixCommand } from '../../mission/matrix/command.ts';
import { allVariables } from '../../process/contract/environment.ts';
import { createScriptFolder } from '../../process/contract/script-folder.ts';
import { createFindProgram } from '../../process/launch/find-program.ts';
import { type Command, prepareCommand } from '../../process/launch/prepare-command.ts';
import { describeSpawnFailure } from '../../process/launch/spawn-failure.ts';

export interface MatrixCommandRequest {
  readonly command: MatrixCommand;
  /** Absolute. */
  readonly root: string;
  readonly environment: Variables;
  /** Milliseconds. Absent: a minute. */
  readonly limit?: number;
}

export type CommandOutput = { readonly type: 'printed'; readonly text: string } | (CommandValues & { type: 'failed' });

/** Nothing of the mission can start before the command has ended, so it may only list what exists. */
const LIMIT = 60_000;

/** Bytes: 256 values of 60 characters are about 16 kB. */
const MOST_OUTPUT = 262_144;

/** Runs a command in its shell and returns its standard output. Never throws. */
export async function runMatrixCommand(request: MatrixCommandRequest): Promise<CommandOutput> {
  const { command, root, environment, limit = LIMIT } = request;
  const { platform } = process;
  const place = { dir: tmpdir(), root, mark: randomUUID(), environment: process.env, platform };
  const scripts = createScriptFolder(place);
  try {
    const prepared = prepareCommand(
      {
        run: command.command,
        shell: command.shell,
        workingDirectory: command.workingDirectory,
        environment: { base: environment, own: {} },
        file: (extension) => scripts.file('matrix', 'command', extension),
      },
      { root, platform, findProgram: createFindProgram(platform) },
    );
    return prepared.type === 'refused' ? failed(prepared.message) : await outputOf(prepared, limit, scripts.remove);
  } catch (error) {
    return failed(errorText(error));
  } finally {
    scripts.remove();
  }
}

/** @param cleanUp called if a signal ends this process meanwhile */
function outputOf(command: Command, limit: number, cleanUp: () => void): Promise<CommandOutput> {
  return new Promise((resolve) => {
    const output = { out: '', error: '', stopped: undefined as string | undefined };
    let child: ChildProcess;
    const stop = (why: string): void => {
      output.stopped ??= why;
      killGroup(child);
    };
    const timer = setTimeout(() => stop(`it had not ended after ${limit / 1000} s`), limit);
    const interrupted = (signal: NodeJS.Signals): void => {
      release();
      killGroup(child);
      cleanUp();
      // Ends this process as the signal would have without a listener.
      process.kill(process.pid, signal);
    };
    const release = (): void => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, interrupted);
    };
    const done = (result: CommandOutput): void => {
      release();
      resolve(result);
    };
    try {
      child = spawn(command.program, command.arguments, {
        cwd: command.workingDirectory,
        env: allVariables(command.environment),
        // In a process group of its own, which can be killed as a whole. On Windows this would open a console window.
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        windowsVerbatimArguments: command.verbatim,
      });
    } catch (error) {
      return done(failed(describeSpawnFailure(error, command)));
    }
    for (const signal of SIGNALS) process.on(signal, interrupted);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output.out += text;
      if (output.out.length > MOST_OUTPUT) stop(`it printed more than ${MOST_OUTPUT / 1024} KB`);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output.error = (output.error + text).slice(-MOST_OUTPUT);
    });
    child.on('error', (error) => done(failed(describeSpawnFailure(error, command))));
    // What it left running would keep the output open.
    child.on('exit', () => killGroup(child));
    child.on('close', (code, signal) => {
      if (output.stopped !== undefined) done(failed(output.stopped));
      else if (code === 0) done({ type: 'printed', text: output.out });
      else
        done(failed(`${code === null ? `it was ended by ${signal}` : `exit code ${code}`}${lastLine(output.error)}`));
    });
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function killGroup({ pid, kill }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    kill('SIGKILL');
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

/** The newest line with text, which usually names the cause. */
function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${line.length <= 200 ? line : `${line.slice(0, 200)}…`}`;
}

function failed(message: string): CommandOutput {
  return { type: 'failed', message, hint: 'run the command in a shell to see what it prints' };
}
