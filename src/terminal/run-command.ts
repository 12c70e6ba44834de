import { readMachineFacts } from '../machine/machine-facts.ts';
import type { Gate } from '../mission/mission.ts';
import { idsIn } from '../mission/select-tasks.ts';
import type { RunReport } from '../report/run-report.ts';
import { catchSignals } from '../run/catch-signals.ts';
import { loadMission } from '../run/load-mission.ts';
import { prepareRun } from '../run/prepare-run.ts';
import { stopEarlierRun } from '../run/recover-run.ts';
import { FolderRefused } from '../run/run-folder.ts';
import { saveMemory } from '../run/save-memory.ts';
import { type Run, startRun } from '../run/start-run.ts';
import { oneOf, onlyPositional, parse, UsageError } from './arguments.ts';
import { openDisplay } from './display.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { historyPath } from './history-path.ts';
import { print } from './print.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { LOG_STYLES } from './task-output.ts';

const GATES: readonly Gate[] = ['tests', 'all', 'off'];

/** `mission run FILE` */
export async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  saveMemory();
  const { values, positionals } = parse(argv, {
    dir: { type: 'string' },
    only: { type: 'string', multiple: true },
    skip: { type: 'string', multiple: true },
    gate: { type: 'string' },
    log: { type: 'string' },
    base: { type: 'string' },
    history: { type: 'string' },
  });
  const file = onlyPositional(positionals, 'one mission file');
  const gate = oneOf('gate', GATES, values.gate);
  const style = oneOf('log', LOG_STYLES, values.log) ?? 'grouped';
  const machine = readMachineFacts();
  const selection = { only: (values.only ?? []).flatMap(idsIn), skip: (values.skip ?? []).flatMap(idsIn) };
  const loaded = loadMission({ file, selection, machine, ...(gate === undefined ? {} : { gate }) });
  if (loaded.type === 'refused') throw new UsageError(loaded.message);
  printDiagnostics(loaded.diagnostics, loaded.text);
  if (loaded.type === 'invalid') return EXIT.invalid;
  const dir = values.dir ?? '.mission';
  const { base } = values;
  const history = historyPath(values.history, file, dir);
  await stopEarlierRun(dir);
  const given = { mission: loaded.mission, root: process.cwd(), environment: process.env };
  const prepared = await prepareRun({
    ...given,
    ...(base === undefined ? {} : { base }),
    ...(history === undefined ? {} : { history }),
  });
  const display = await openDisplay({ style, dir, secrets: prepared.secrets });
  try {
    const signals = catchSignals();
    const { listen, sampled } = display;
    const run = begin({ ...given, prepared, file, source: loaded.text, dir, machine, listen, sampled });
    signals.passTo(run.interrupt);
    const report = await run.finished;
    signals.release();
    display.stop();
    print(`Reports: ${dir}/final-report.md\n`);
    return exitCode(report);
  } finally {
    // Also when the run itself broke: what is said of that must not be drawn over.
    display.stop();
  }
}

function begin(request: Parameters<typeof startRun>[0]): Run {
  try {
    return startRun(request);
  } catch (error) {
    if (error instanceof FolderRefused) throw new UsageError(error.message);
    throw error;
  }
}

function exitCode(report: RunReport): ExitCode {
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
