import type { RunReport } from '../../report/model/run.ts';
import { catchSignals } from '../../run/catch-signals.ts';
import { FolderRefused } from '../../run/folder/run-folder.ts';
import type { RunRequest } from '../../run/run-request.ts';
import { type Run, startRun } from '../../run/start.ts';
import { printUntrusted } from '../output/print.ts';
import type { LogStyle } from '../output/task-output.ts';
import { openDisplay } from '../panel/open-display.ts';
import { UsageError } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Runs a mission, shows its progress, and returns the exit code. */
export async function followRun(request: Omit<RunRequest, 'listen' | 'sampled'>, style: LogStyle): Promise<ExitCode> {
  const { dir, prepared, resume } = request;
  const display = await openDisplay({ style, dir, secrets: prepared.secrets, from: resume?.report.duration ?? 0 });
  try {
    const signals = catchSignals();
    const { listen, sampled } = display;
    const run = begin({ ...request, listen, sampled });
    signals.passTo(run.interrupt);
    const report = await run.finished;
    signals.release();
    display.stop();
    printUntrusted(`Reports: ${dir}/final-report.md\n`);
    return exitCode(report);
  } finally {
    // Also if the run itself failed, because the panel would be drawn over the error message.
    display.stop();
  }
}

function begin(request: RunRequest): Run {
  try {
    return startRun(request);
  } catch (error) {
    if (error instanceof FolderRefused) throw new UsageError(error.message);
    throw error;
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
