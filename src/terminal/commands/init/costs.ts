import type { DraftJobs } from '../../../convert/draft.ts';
import { matrixBase } from '../../../mission/matrix/base.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { costOfOneJob, JOB_SET_UP } from '../../../report/analysis/cost/cost.ts';
import { formatCpus, formatDuration, plural } from '../../../report/text/format.ts';
import type { MachineFacts } from '../../../schedule/events/machine-facts.ts';
import type { Predictions } from '../../../schedule/events/prediction.ts';
import { estimates, knownTime } from '../../../schedule/state/estimate.ts';
import { predict } from '../../../simulate/predict.ts';

/** What jobs cost on runners of their own, and what the mission costs on one. */
export interface Costs {
  /** Of the jobs: each one is rounded up. */
  readonly jobMinutes: number;
  /** Of the mission, rounded up. */
  readonly missionMinutes: number;
  /** Milliseconds of the mission on the virtual machine, without what a runner needs before. */
  readonly predicted: number;
  /** How many tasks and tests have no known duration. */
  readonly unknown: number;
  /** Milliseconds assumed for each of these; of several, any one. */
  readonly assumed: number;
}

export interface CostRequest {
  readonly mission: Mission;
  /** Ids of tasks that are part of several jobs. */
  readonly shared: readonly string[];
  readonly machine: MachineFacts;
  readonly predictions?: Predictions | undefined;
}

/** An estimate from durations that are known or assumed; conditions count as true. */
export function costsOf({ mission, shared, machine, predictions }: CostRequest): Costs {
  const expected = estimates(mission, predictions);
  const isShared = new Set(shared);
  const byId = new Map(mission.tasks.map((task) => [task.id, task]));
  let jobMinutes = 0;
  for (const task of mission.tasks) {
    if (isShared.has(matrixBase(task))) continue;
    const own = new Set([task.id]);
    for (const id of own) {
      for (const need of byId.get(id)?.needs ?? []) if (isShared.has(need)) own.add(need);
    }
    const alone = [...own].reduce((total, id) => total + (expected.get(id) ?? 0), 0);
    jobMinutes += costOfOneJob(alone).minutes;
  }
  const unknown = mission.tasks.filter((task) => knownTime(task, predictions) === undefined);
  const predicted = predict(mission, machine, 'open', undefined, predictions).dynamic;
  return {
    jobMinutes,
    missionMinutes: costOfOneJob(predicted).minutes,
    predicted,
    unknown: unknown.length,
    assumed: expected.get(unknown[0]?.id ?? '') ?? 0,
  };
}

/** The costs in one line, and what they are based on in another. */
export function costText(
  costs: Costs,
  tasks: number,
  jobs: DraftJobs | undefined,
  machine: MachineFacts,
): readonly string[] {
  const { jobMinutes, missionMinutes, predicted, unknown, assumed } = costs;
  const before =
    jobs === undefined
      ? `${plural(tasks, 'job')}, one for each, ${billed(jobMinutes)}`
      : `${plural(jobs.taken, 'job')}, ${billed(jobMinutes)}`;
  const rest = jobs?.left ?? 0;
  const left = rest === 0 ? '' : ` ${plural(rest, 'job')} ${rest === 1 ? 'stays' : 'stay'} in the workflow.`;
  const which = unknown === tasks ? 'each task (no duration is known' : `each task without one (${unknown} of ${tasks}`;
  const assumption =
    unknown === 0
      ? 'known durations'
      : `a duration of ${formatDuration(assumed)} for ${which}; --history FILE has those of earlier runs)`;
  return [
    `${before} → 1 runner, predicted ${formatDuration(predicted)}, ${billed(missionMinutes)}`,
    `An estimate, with ${assumption}, ${formatDuration(JOB_SET_UP)} of each runner before its first task, and ${formatCpus(machine.cpus)}. Each job is rounded up to minutes.${left}`,
  ];
}

function billed(minutes: number): string {
  return plural(minutes, 'billed minute');
}
