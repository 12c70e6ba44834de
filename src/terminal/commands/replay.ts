import type { Mission } from '../../mission/model/mission.ts';
import { measuredRun } from '../../report/analysis/measured-run.ts';
import { whatIf } from '../../report/analysis/what-if.ts';
import type { RunReport } from '../../report/model/run.ts';
import { loadEvents } from '../../run/folder/render.ts';
import { checkRequests } from '../../schedule/check-requests.ts';
import { changedLimits, type LimitChanges } from '../../simulate/changed-limits.ts';
import { print, printError, printUntrusted } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { CPUS, numberOption } from './arguments/number-option.ts';
import { runFolder } from './arguments/run-folder.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { replayJson } from './replay-json.ts';
import { replayText } from './replay-text.ts';

const PERCENT = { from: 1, to: 100 };

/** `mission replay [DIR]` */
export async function replayCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, {
    cpu: { type: 'string' },
    memory: { type: 'string' },
    workers: { type: 'string' },
    load: { type: 'string' },
    cpus: { type: 'string' },
    others: { type: 'string' },
    json: { type: 'boolean' },
  });
  const dir = runFolder(positionals);
  const changes = given({
    cpu: numberOption('cpu', PERCENT, values.cpu),
    memory: numberOption('memory', PERCENT, values.memory),
    workers: numberOption('workers', { from: 1, whole: true }, values.workers),
    load: numberOption('load', { from: 1 }, values.load),
    cpus: numberOption('cpus', CPUS, values.cpus),
    others: numberOption('others', { ...CPUS, from: 0 }, values.others),
  });
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new UsageError(loaded.message);
  const { report } = loaded;
  const replayable = measuredRun(report);
  if (replayable.type === 'not-replayable') throw new UsageError(replayable.message);
  checkThatMissionCouldStart(report, changes);
  const what = whatIf(report, replayable.run);
  const asked = Object.keys(changes).length === 0 ? undefined : { changes, estimate: what.under(changes) };
  if (values.json === true) print(replayJson(report, what, asked));
  else printUntrusted(replayText(report, what, asked));
  if (asked?.estimate.ended !== false && what.same.ended) return EXIT.succeeded;
  printError('mission: the replay did not end; the figures are those up to the point at which it was stopped\n');
  return EXIT.broken;
}

/** Only the options that were given. */
function given(options: Readonly<Record<keyof LimitChanges, number | undefined>>): LimitChanges {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Throws `UsageError` if the mission file would be refused with these limits. */
function checkThatMissionCouldStart(report: RunReport, changes: LimitChanges): void {
  const mission: Mission = { ...report.mission, admission: changedLimits(report.mission.admission, changes) };
  const { load } = mission.admission;
  for (const task of mission.tasks) {
    if (task.load === undefined || task.load <= load || changes.load === undefined) continue;
    throw new UsageError(`expected --load to be at least the ${task.load} that ${task.id} declares, found ${load}`);
  }
  const [tooLarge] = checkRequests(mission, report.machine, report.file);
  if (tooLarge !== undefined)
    throw new UsageError(`with this --memory the mission could not start: ${tooLarge.message}`);
}
