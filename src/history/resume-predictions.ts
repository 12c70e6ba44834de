import type { Mission } from '../mission/model/mission.ts';
import { attemptSolo } from '../report/analysis/solo.ts';
import { attemptDuration, type RunReport, type TaskReport } from '../report/model/run.ts';
import type { LearnedDemand, Predictions } from '../schedule/events/prediction.ts';
import { SHORTEST } from './learn-demand.ts';
import { type HistoryMachine, isSameClass } from './machine-class.ts';

/** The mission with which a run is resumed, and the machine on which it is. */
export interface ResumedMission {
  readonly mission: Mission;
  readonly machine: HistoryMachine;
  /** Fingerprints of the commands by id: of the mission in the journal, and of this one. */
  readonly commands: { readonly before: ReadonlyMap<string, string>; readonly now: ReadonlyMap<string, string> };
}

/**
 * The predictions of a run that is resumed: those that it had, with what its tasks have used since. A task that used more than was
 * learned, such as one that ran out of memory, is not launched again as one that uses less. A task whose commands have changed has no
 * prediction, and on another class of machine, or with another CPU budget, nothing that was learned is known.
 *
 * A task without learned demand gets none here: tasks with the same commands in this run say what it uses, itself included.
 *
 * @param report of the run so far
 */
export function resumePredictions(
  report: RunReport,
  { mission, machine, commands }: ResumedMission,
): Predictions | undefined {
  if (report.predictions === undefined) return undefined;
  const isKept = mission.admission.learn && isSameClass(report.machine, machine);
  const budgets = new Map(mission.tasks.map(({ id, cpus }) => [id, cpus]));
  return Object.fromEntries(
    Object.entries(report.predictions).flatMap(([id, { demand, ...prediction }]) => {
      if (commands.before.get(id) !== commands.now.get(id)) return [];
      const task = report.tasks.get(id);
      const isLearned = demand !== undefined && isKept && task?.task.cpus === budgets.get(id);
      const known = isLearned ? { demand: raised(demand, report, task) } : {};
      return [[id, { ...prediction, ...known }] as const];
    }),
  );
}

/** Attempts that failed count too: what they used is a lower bound. An attempt that was killed with the run has only samples of its memory. */
function raised(demand: LearnedDemand, report: RunReport, task: TaskReport | undefined): LearnedDemand {
  if (task === undefined) return demand;
  const cpus = task.attemptList.flatMap((attempt) => {
    const { usage } = attempt;
    const duration = attemptDuration(report, attempt);
    if (usage === undefined || duration < SHORTEST) return [];
    return [attemptSolo(report, attempt)?.cpus ?? (1000 * usage.cpuSeconds) / duration];
  });
  return {
    ...demand,
    ...(demand.cpus === undefined ? {} : { cpus: Math.round(100 * Math.max(demand.cpus, ...cpus)) / 100 }),
    ...(demand.memory === undefined ? {} : { memory: Math.max(demand.memory, task.usage?.peakMemory ?? 0) }),
  };
}
