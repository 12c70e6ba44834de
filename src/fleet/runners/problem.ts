import { inTopologicalOrder } from '../../mission/graph/needs-graph.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { Predictions } from '../../schedule/events/prediction.ts';
import { type Job, listSchedule } from '../../simulate/list-schedule.ts';
import { NO_FOREIGN } from '../../simulate/machine/pressure.ts';
import { soloTime, wholeUse } from '../../simulate/machine/profile.ts';
import { plannedProfiles } from '../../simulate/planned-profiles.ts';
import type { SafeCuts, Wait } from '../plan/cut.ts';

/** What a group takes on one runner. */
export interface GroupWork {
  /** Milliseconds until its last task ends, if nothing else runs on the runner. */
  readonly alone: number;
  /** Milliseconds of all its tasks together. */
  readonly time: number;
  /** CPUs times milliseconds. */
  readonly cpu: number;
  /** Bytes times milliseconds. */
  readonly memory: number;
  /** Index into `labels`. */
  readonly label: number;
}

/** A mission as groups to distribute, with what the search has to know of them. */
export interface Problem {
  readonly cuts: SafeCuts;
  readonly groups: readonly GroupWork[];
  /** Labels of runners; undefined is the default one. */
  readonly labels: readonly (string | undefined)[];
  readonly waits: readonly Wait[];
  /** By group: indexes into `waits` of those that it is a member of. */
  readonly waitsOf: readonly (readonly number[])[];
  /** By group: indexes into `waits` of those that need it. */
  readonly neededBy: readonly (readonly number[])[];
  /** Groups and waits so that each comes after what it needs; the wait `i` is the number of groups plus `i`. */
  readonly order: readonly number[];
  /** What one runner has. */
  readonly capacity: { readonly workers: number; readonly cpus: number; readonly memory: number };
  /** Milliseconds of a runner before its first task. */
  readonly overhead: number;
}

export interface ProblemRequest {
  readonly mission: Mission;
  readonly cuts: SafeCuts;
  readonly machine: MachineFacts;
  readonly predictions?: Predictions | undefined;
  /** Ids of tasks that do not run: they are skipped. */
  readonly idle: ReadonlySet<string>;
  readonly overhead: number;
}

export function createProblem({ mission, cuts, machine, predictions, idle, overhead }: ProblemRequest): Problem {
  const { workers, pools } = mission.admission;
  const profiles = plannedProfiles(mission, machine, predictions);
  const byId = new Map(mission.tasks.map((task) => [task.id, task]));
  const hall = { workers: workers.limit, pools, cpus: machine.cpus, memory: machine.memory, foreign: NO_FOREIGN };
  const labels = [...new Set(cuts.groups.map((group) => group.labels[0]))];
  const groups = cuts.groups.map((group): GroupWork => {
    const jobs = group.tasks.flatMap((id): readonly Job[] => {
      const task = byId.get(id);
      if (task === undefined) return [];
      const { kind, needs, locks, pools: taken, memory } = task;
      const profile = idle.has(id) ? undefined : profiles.get(id);
      return [{ id, kind, needs, locks, pools: taken, memory, ...(profile === undefined ? {} : { profile }) }];
    });
    const solo = ({ profile }: Job): number => (profile === undefined ? 0 : soloTime(profile));
    const sum = (of: (job: Job) => number): number => jobs.reduce((total, job) => total + of(job), 0);
    const time = sum(solo);
    return {
      alone: jobs.length === 1 ? time : listSchedule(jobs, hall),
      time,
      cpu: sum(({ profile }) => (profile === undefined ? 0 : wholeUse(profile))),
      memory: sum((job) => (job.memory ?? 0) * solo(job)),
      label: labels.indexOf(group.labels[0]),
    };
  });
  const capacity = { workers: workers.limit, cpus: machine.cpus, memory: machine.memory };
  return { cuts, groups, labels, ...graphOf(cuts), capacity, overhead };
}

function graphOf({ groups, waits }: SafeCuts): Pick<Problem, 'waits' | 'waitsOf' | 'neededBy' | 'order'> {
  const waitsOf: number[][] = groups.map(() => []);
  const neededBy: number[][] = groups.map(() => []);
  for (const [index, { members }] of waits.entries()) for (const member of members) waitsOf[member]?.push(index);
  for (const [index, { needs }] of waits.entries()) for (const need of needs) neededBy[need]?.push(index);
  const needs = [
    ...groups.map((_, group) => waitsOf[group]?.map((index) => groups.length + index) ?? []),
    ...waits.map((wait) => wait.needs),
  ];
  return { waits, waitsOf, neededBy, order: inTopologicalOrder({ count: groups.length, needs }) };
}
