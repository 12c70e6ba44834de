/*
 * The command line: `mission COMMAND …`.
 *
 * `runCommandLine` chooses the command by its name and loads only that command. Every command parses its own arguments
 * (commands/arguments/arguments.ts), loads and checks its input through `run/`, prints through `output/`, and returns an exit code
 * (commands/exit-codes.ts). `run` and `resume` meet in commands/follow-run.ts, which opens a display (panel/open-display.ts),
 * passes signals on and waits for the end of the run.
 *
 * Invariants:
 * - Exit code and output channel are part of the interface: results and progress on standard output, diagnostics and messages
 *   on standard error. docs/command-line.md and commands/arguments/usage.ts list the same commands, options and codes; a test compares.
 * - An invalid command line or mission file ends with code 2 before anything runs or is written.
 * - A usage error is a `UsageError` with a message: what was expected, what was found, what to do. Any other error is a
 *   defect of Mission Runner, and ends with code 3 and a stack.
 * - Text from tasks, files and arguments is untrusted and printed through `printUntrusted…` only.
 *
 * Not here: rules of the mission file (mission), scheduling (schedule), reports (report), the action (github, action.ts).
 */
import { didYouMean, parse, UsageError } from './commands/arguments/arguments.ts';
import { usage } from './commands/arguments/usage.ts';
import { commandName } from './commands/command-name.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import { version } from './commands/version.ts';
import { print, printError, printUntrustedError } from './output/print.ts';

const commands = [
  'run',
  'plan',
  'workflow',
  'list',
  'validate',
  'resume',
  'report',
  'replay',
  'merge',
  'doctor',
  'schema',
  'init',
];

/** Runs one command line and returns the exit code of the process. Never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (isUsage(error)) {
      printUntrustedError(`mission: ${error.message}\nSee: ${commandName()} --help\n`);
      return EXIT.invalid;
    }
    printUntrustedError(
      `mission: Mission Runner itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.broken;
  }
}

async function dispatch(argv: readonly string[]): Promise<ExitCode> {
  const [command, ...rest] = argv;
  if (rest.includes('--help')) {
    print(usage);
    return EXIT.succeeded;
  }
  // Each command loads only the modules that it needs, so that a run starts fast.
  switch (command) {
    case 'run':
      return (await import('./commands/run.ts')).runCommand(rest);
    case 'plan':
      return (await import('./commands/plan.ts')).planCommand(rest);
    case 'workflow':
      return (await import('./commands/workflow.ts')).workflowCommand(rest);
    case 'list':
      return (await import('./commands/list.ts')).listCommand(rest);
    case 'validate':
      return (await import('./commands/validate.ts')).validateCommand(rest);
    case 'resume':
      return (await import('./commands/resume.ts')).resumeCommand(rest);
    case 'report':
      return (await import('./commands/report.ts')).reportCommand(rest);
    case 'replay':
      return (await import('./commands/replay.ts')).replayCommand(rest);
    case 'merge':
      return (await import('./commands/merge.ts')).mergeCommand(rest);
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctorCommand(rest);
    case 'schema':
      return (await import('./commands/schema.ts')).schemaCommand(rest);
    case 'init':
      return (await import('./commands/init.ts')).initCommand(rest);
    case undefined:
      printError(usage);
      return EXIT.invalid;
    default: {
      const { values } = parse([...argv], {});
      if (values.version === true) print(`${version}\n`);
      else if (values.help === true) print(usage);
      else
        throw new UsageError(
          `expected one of the commands ${commands.join(', ')}, found ${JSON.stringify(command)}${meant(command)}`,
        );
      return EXIT.succeeded;
    }
  }
}

/** What was probably meant by an unknown command: a mission file or a folder is often given without `run`. */
function meant(command: string): string {
  if (/\.ya?ml$|[\\/]|^\.+$/.test(command)) return `; did you mean run ${command}?`;
  return didYouMean(command, commands);
}

/** `parseArgs` throws TypeErrors with codes of its own for an invalid command line. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
