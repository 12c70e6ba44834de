/*
 * The commands of the command line, one file each, which exports a function that takes the arguments and returns the exit code.
 * `run` and `resume` both end in `followRun`, which runs a prepared mission in the foreground:
 *
 *   run:    load the mission file → stop what a killed run left → prepare (secrets, changed files, history) → followRun
 *   resume: reopen the folder → load the mission file again → decide what is kept → prepare → followRun
 *
 * Invariants:
 * - A command checks all of its arguments before it writes anything or starts a process; a wrong one is a `UsageError`.
 * - The exit code follows from the result of the run alone. What goes wrong in the display does not change it.
 * - Signals are caught from before the start of the run until its end; the run stops its tasks, writes its reports and ends.
 * - The files that end with `-text` and `-json` are pure: they turn a finished computation into the text that the command prints.
 *
 * Not here: decisions. Commands only connect `run/`, `report/`, `simulate/` and `output/`.
 */
import { sanitizeText } from '../../base/sanitize.ts';
import { failureLines } from '../../report/lines/failure-lines.ts';
import type { RunReport } from '../../report/model/run.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { catchSignals } from '../../run/catch-signals.ts';
import type { RunRequest } from '../../run/run-request.ts';
import { startRun } from '../../run/start.ts';
import { printUntrusted, printUntrustedError } from '../output/print.ts';
import type { LogStyle } from '../output/task-output.ts';
import { openDisplay } from '../panel/open-display.ts';
import { UsageError } from './arguments/arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Runs a mission, shows its progress, and returns the exit code. */
export async function followRun(request: Omit<RunRequest, 'listen' | 'sampled'>, style: LogStyle): Promise<ExitCode> {
  const { dir, prepared, resume } = request;
  const display = await openDisplay({ style, dir, secrets: prepared.secrets, from: resume?.report.duration ?? 0 });
  try {
    const signals = catchSignals();
    const { listen, sampled } = display;
    const started = startRun({ ...request, listen, sampled });
    if (started.type === 'refused') throw new UsageError(started.message);
    signals.passTo(started.run.interrupt);
    const end = await started.run.finished;
    signals.release();
    display.stop();
    if (end.type === 'broken') {
      printUntrustedError(`mission: ${end.message}\n`);
      return EXIT.broken;
    }
    const { report } = end;
    const finalReport = pastedPath(`${dir}/final-report.md`);
    if (style === 'json') {
      printUntrusted(`${JSON.stringify({ type: 'reports', finalReport: `${dir}/final-report.md` })}\n`);
      return exitCode(report);
    }
    for (const line of failureLines(report, dir))
      printUntrusted(`${sanitizeText(line)}
`);
    printUntrusted(`Reports: ${finalReport}\n`);
    return exitCode(report);
  } finally {
    // Also if the run itself failed, because the panel would be drawn over the error message.
    display.stop();
  }
}

/** The exit code for the result of a mission. */
export function exitCode(report: RunReport): ExitCode {
  switch (report.result) {
    case 'succeeded':
      return EXIT.succeeded;
    case 'failed':
      return EXIT.failed;
    case 'cancelled':
      return EXIT.interrupted;
    case undefined:
      return EXIT.broken;
    default:
      return report.result satisfies never;
  }
}
