import { join } from 'node:path';
import { lookThrough } from '../../files/look-at.ts';
import { forecastOf } from '../../report/analysis/remaining-time.ts';
import { currentStateJson } from '../../report/data/current-state-json.ts';
import { type CurrentRun, currentLines, type RunState } from '../../report/lines/current-state.ts';
import type { RunReport } from '../../report/model/run.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { JOURNAL } from '../../run/folder/journal.ts';
import { loadEvents } from '../../run/folder/render.ts';
import { isAlive, readIdentity } from '../../run/folder/run-folder.ts';
import { print, printUntrusted } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { runFolder } from './arguments/run-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** `mission status [DIR]`: only reads, so that it can be called at any time of a run. */
export function statusCommand(argv: readonly string[]): ExitCode {
  const { values, positionals } = parse(argv, { json: { type: 'boolean' } });
  const dir = runFolder(positionals);
  // Before the journal is read: a run that ends in between has then written its last line.
  const identity = readIdentity(dir);
  const alive = identity !== undefined && isAlive(identity, dir);
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new UsageError(loaded.message);
  const { report } = loaded;
  const state = stateOf(report, alive);
  const run: CurrentRun = { report, state, now: nowOf(report, dir), forecast: forecastOf(report) };
  if (values.json === true) print(currentStateJson(run, dir));
  else {
    printUntrusted(
      currentLines(run)
        .map((line) => `${line}\n`)
        .join(''),
    );
    printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
  }
  return exitCodeOf(state);
}

function stateOf({ result }: RunReport, alive: boolean): RunState {
  return result ?? (alive ? 'running' : 'killed');
}

/** The journal is written at each event, so what has passed since then is known from the time of the file. */
function nowOf({ duration }: RunReport, dir: string): number {
  const written = lookThrough(join(dir, JOURNAL))?.mtimeMs ?? Date.now();
  return duration + Math.max(0, Date.now() - written);
}

function exitCodeOf(state: RunState): ExitCode {
  switch (state) {
    case 'running':
    case 'succeeded':
      return EXIT.succeeded;
    case 'failed':
      return EXIT.failed;
    case 'cancelled':
      return EXIT.interrupted;
    case 'killed':
      return EXIT.broken;
    default:
      return state satisfies never;
  }
}
