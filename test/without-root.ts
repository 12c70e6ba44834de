import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';

/** `nobody` on Linux and in containers. */
const NOBODY = 65_534;

/** Options of a child process that has no right to every file: of root, it becomes a user without rights. */
const withoutRoot = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const CAN_USE_TEMPORARY_FOLDER = 'fs.accessSync(os.tmpdir(), fs.constants.W_OK | fs.constants.X_OK)';

/**
 * Runs a script of the tests as a user who may not access everything, with its own temporary folder. The test is skipped with the reason if that user
 * cannot read the sources, as below `/root`, or cannot write to the temporary folder.
 *
 * @param script absolute
 * @param input arguments, as JSON
 * @returns what it printed as JSON. Throws if it fails.
 */
export function runWithoutRoot(script: string, input: unknown, skip: (why: string) => never): unknown {
  const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', cwd: '/', stdio: 'pipe', ...withoutRoot };
  try {
    execFileSync(process.execPath, ['--check', script], options);
    execFileSync(process.execPath, ['-e', CAN_USE_TEMPORARY_FOLDER], options);
  } catch (error) {
    skip(`a user without rights cannot start ${script}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return JSON.parse(execFileSync(process.execPath, [script, JSON.stringify(input)], options));
}
