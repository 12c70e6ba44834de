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
 *   on standard error. docs/command-line.md and commands/help list the same commands, options and codes; a test compares.
 * - An invalid command line or mission file ends with code 2 before anything runs or is written.
 * - A usage error is a `UsageError` with a message: what was expected, what was found, what to do. Any other error is a
 *   defect of Mission Runner, and ends with code 3 and a stack.
 * - Text from tasks, files and arguments is untrusted and printed through `printUntrusted…` only.
 *
 * Not here: rules of the mission file (mission), scheduling (schedule), reports (report), the action (github, action.ts).
 */
import { didYouMean, parse, UsageError } from './commands/arguments/arguments.ts';
import { commandName } from './commands/command-name.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import { ALL_COMMANDS } from './commands/help/all-commands.ts';
import { commandText, findCommand, overviewText } from './commands/help/help-text.ts';
import { runCommand } from './commands/run.ts';
import { version } from './commands/version.ts';
import { print, printError, printUntrustedError } from './output/print.ts';

/** Runs one command line and returns the exit code of the process. Never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (isUsage(error)) {
      printUntrustedError(`mission: ${error.message}\nSee: ${helpLine(argv)}\n`);
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
  if (rest.includes('--help')) return help(command);
  // Each command loads only the modules that it needs, so that a run starts fast. Those of `run` are loaded in any case.
  switch (command) {
    case 'run':
      return runCommand(rest);
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
      return (await import('./commands/init/init.ts')).initCommand(rest);
    case 'status':
      return (await import('./commands/status.ts')).statusCommand(rest);
    case 'completion':
      return (await import('./commands/completion/completion.ts')).completionCommand(rest);
    case 'complete':
      return (await import('./commands/completion/complete.ts')).completeCommand(rest);
    case 'help':
      return help(rest[0]);
    case undefined:
      printError(overviewText(commandName()));
      return EXIT.invalid;
    default: {
      const { values } = parse([...argv], {});
      if (values.version === true) print(`${version}\n`);
      else if (values.help === true) print(overviewText(commandName()));
      else throw unknownCommand(command);
      return EXIT.succeeded;
    }
  }
}

/** Prints the help of a command, or of the program. Throws `UsageError` for an unknown command. */
function help(name: string | undefined): ExitCode {
  const command = findCommand(name);
  if (command === undefined && name !== undefined && name !== 'help') throw unknownCommand(name);
  print(command === undefined ? overviewText(commandName()) : commandText(command, commandName()));
  return EXIT.succeeded;
}

/** The command line that prints the help of the command that was meant. */
function helpLine([command]: readonly string[]): string {
  const known = findCommand(command)?.name;
  return known === undefined ? `${commandName()} --help` : `${commandName()} ${known} --help`;
}

function unknownCommand(command: string): UsageError {
  const names = ALL_COMMANDS.map(({ name }) => name);
  return new UsageError(
    `expected one of the commands ${names.join(', ')}, found ${JSON.stringify(command)}${meant(command, names)}`,
  );
}

/** What was probably meant by an unknown command: a mission file or a folder is often given without `run`. */
function meant(command: string, names: readonly string[]): string {
  if (/\.ya?ml$|[\\/]|^\.+$/.test(command)) return `; did you mean run ${command}?`;
  return didYouMean(command, names);
}

/** `parseArgs` throws TypeErrors with codes of its own for an invalid command line. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
