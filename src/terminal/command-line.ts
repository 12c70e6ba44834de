import { JournalUnwritable } from '../run/folder/journal.ts';
import { parse, UsageError } from './commands/arguments.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import { usage } from './commands/usage.ts';
import { version } from './commands/version.ts';
import { print, printError, printUntrustedError } from './output/print.ts';

/** Carries out one command line and says how the process shall end. Never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (isUsage(error)) {
      printUntrustedError(`mission: ${error.message}\nSee: mission --help\n`);
      return EXIT.invalid;
    }
    if (error instanceof JournalUnwritable) {
      printUntrustedError(`mission: ${error.message}\n`);
      return EXIT.broken;
    }
    printUntrustedError(
      `mission: failed by itself, not by the mission: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
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
  // Each command loads only what it needs: the start of a run must not pay for the others.
  switch (command) {
    case 'run':
      return (await import('./commands/run.ts')).runCommand(rest);
    case 'plan':
      return (await import('./commands/plan.ts')).planCommand(rest);
    case 'validate':
      return (await import('./commands/validate.ts')).validateCommand(rest);
    case 'resume':
      return (await import('./commands/resume.ts')).resumeCommand(rest);
    case 'report':
      return (await import('./commands/report.ts')).reportCommand(rest);
    case 'replay':
      return (await import('./commands/replay.ts')).replayCommand(rest);
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
          `expected one of the commands run, plan, validate, resume, report, replay, doctor, schema, init, found ${JSON.stringify(command)}`,
        );
      return EXIT.succeeded;
    }
  }
}

/** `parseArgs` throws TypeErrors with codes of its own for a wrong command line. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
