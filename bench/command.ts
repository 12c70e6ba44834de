import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Absolute path of the file for standard input. Absent: no input. */
  readonly input?: string;
}

/**
 * Runs a command to its end and returns its wall time in milliseconds. Output goes to a file, which is cheaper for the
 * command than a pipe and costs this process nothing. Throws if the command fails: a failed run measures something else.
 *
 * @param started called once the program runs
 */
export async function run(
  command: Command,
  folder: string,
  started: (pid: number) => void = () => {},
): Promise<number> {
  const outputFile = join(folder, 'output.txt');
  const output = openSync(outputFile, 'w');
  const input = command.input === undefined ? undefined : openSync(command.input, 'r');
  try {
    const before = performance.now();
    const child = spawn(command.program, command.arguments, {
      cwd: folder,
      env: { ...process.env, ...command.environment },
      stdio: [input ?? 'ignore', output, output],
    });
    if (child.pid !== undefined) started(child.pid);
    const code = await new Promise<number | string>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (exitCode, signal) => resolve(exitCode ?? signal ?? 'unknown'));
    });
    const wall = performance.now() - before;
    if (code === 0) return wall;
    const line = [command.program, ...command.arguments].join(' ');
    throw new Error(
      `expected exit code 0 from ${line}, found ${code}:\n${readFileSync(outputFile, 'utf8').slice(-2000)}`,
    );
  } finally {
    closeSync(output);
    if (input !== undefined) closeSync(input);
  }
}
