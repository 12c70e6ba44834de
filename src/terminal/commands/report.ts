import { join } from 'node:path';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { JOURNAL } from '../../run/folder/journal.ts';
import { renameFormerFiles } from '../../run/folder/rename-former-files.ts';
import { type LoadedEvents, loadEvents, renderFolder } from '../../run/folder/render.ts';
import { isAlive, readIdentity } from '../../run/folder/run-folder.ts';
import { limitHeapForJournal } from '../../run/limit-heap.ts';
import { stopEarlierRun } from '../../run/resume/stop-earlier-run.ts';
import { redactKilledRun } from '../../run/secrecy/redact-killed-run.ts';
import { printError, printUntrusted, printUntrustedError } from '../output/print.ts';
import { printStopped } from '../output/print-stopped.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { runFolder } from './arguments/run-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** `mission report [DIR]` */
export async function reportCommand(argv: readonly string[]): Promise<ExitCode> {
  const { positionals } = parse(argv, {});
  const dir = runFolder(positionals);
  limitHeapForJournal(join(dir, JOURNAL));
  const isOver = !isRunning(dir);
  if (isOver) {
    // First, because processes that still run would write into the logs that are redacted next.
    printStopped(await stopEarlierRun(dir));
  }
  const journal = loadEvents(dir);
  if (isOver && journal.type === 'loaded') renameFormerFiles(dir, journal.report);
  if (isOver) await redactLogsOfKilledRun(dir, journal);
  const rendered = renderFolder(dir, journal);
  if (rendered.type === 'unreadable') throw new UsageError(rendered.message);
  for (const problem of rendered.problems) printUntrustedError(`mission: ${problem}\n`);
  if (!rendered.report.finished && !isRunning(dir)) {
    printError('mission: this run was killed before its end; the reports show the tasks of that moment as running\n');
  }
  printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
  return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}

/** A run that was killed has not redacted the logs of the tasks that were running. */
async function redactLogsOfKilledRun(dir: string, loaded: LoadedEvents): Promise<void> {
  if (loaded.type !== 'loaded') return;
  const { mission, finished } = loaded.report;
  if (finished) return;
  const warn = (message: string): void => printUntrustedError(`mission: ${message}\n`);
  await redactKilledRun({
    mission,
    events: loaded.events,
    dir,
    environment: process.env,
    caller: 'another',
    problem: warn,
  });
}

function isRunning(dir: string): boolean {
  const identity = readIdentity(dir);
  return identity !== undefined && isAlive(identity, dir);
}
