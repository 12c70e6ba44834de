import { isCrowded } from '../report/analysis/crowded.ts';
import { attemptSolo } from '../report/analysis/solo.ts';
import type { AttemptReport } from '../report/model/attempt.ts';
import { attemptDuration, type RunReport } from '../report/model/run.ts';
import { hasEnded } from '../report/words/status-text.ts';
import type { HistoryLine } from './line.ts';
import { historyMachine } from './machine-class.ts';

/** What was checked out when a run tested it. */
export interface TestedCommit {
  readonly commit: string;
  /** True if nothing was uncommitted when the run began and when it ended. */
  readonly clean: boolean;
}

/**
 * The lines of a run: one for each task that was launched and has ended, in the mission's order.
 *
 * @param commands fingerprints by id
 * @param tested absent where no commit is known
 */
export function recordRun(
  report: RunReport,
  commands: ReadonlyMap<string, string>,
  tested: TestedCommit | undefined,
): readonly HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const [id, task] of report.tasks) {
    const attempt = task.attemptList.at(-1);
    const { status } = task;
    if (attempt === undefined || !hasEnded(status)) continue;
    lines.push({
      mission: report.mission.name,
      run: report.started,
      task: id,
      status,
      duration: Math.round(attemptDuration(report, attempt)),
      attempts: task.attempts,
      ...(task.usage === undefined
        ? {}
        : { cpuSeconds: thousandths(task.usage.cpuSeconds), peakMemory: task.usage.peakMemory }),
      ...cpusOf(report, attempt),
      ...(task.task.cpus === undefined ? {} : { budget: task.task.cpus }),
      machine: historyMachine(report.machine),
      commands: commands.get(id) ?? '',
      ...(tested === undefined ? {} : { commit: tested.commit, ...(tested.clean ? { clean: true } : {}) }),
    });
  }
  return lines;
}

/** `cpuSeconds` contains all attempts, so the average is that of the newest attempt, from its own CPU time. */
function cpusOf(
  report: RunReport,
  attempt: AttemptReport,
): Pick<HistoryLine, 'cpus' | 'demand' | 'solo' | 'services' | 'crowded'> {
  const seconds = attemptDuration(report, attempt) / 1000;
  if (attempt.usage === undefined || seconds <= 0) return {};
  const solo = attemptSolo(report, attempt);
  return {
    cpus: thousandths(attempt.usage.cpuSeconds / seconds),
    ...(solo === undefined ? {} : { demand: thousandths(solo.cpus), solo: Math.round(solo.duration) }),
    ...(solo?.services === undefined ? {} : { services: thousandths(solo.services) }),
    ...(isCrowded(report, attempt) ? { crowded: true } : {}),
  };
}

function thousandths(value: number): number {
  return Math.round(1000 * value) / 1000;
}
