import { type TaskGraph, taskGraphOf } from '../mission/graph/task-graph.ts';
import { criticalPath } from './critical-path.ts';
import { type Hall, type Job, listSchedule, TICK } from './list-schedule.ts';
import { SLIGHT } from './machine/pressure.ts';
import { cpusWithin, demandWithin, soloTime, wholeUse } from './machine/profile.ts';

/**
 * What a run is compared with, in milliseconds. Staged, serial and fork-join are simulated on the virtual machine, with what each task takes and
 * uses alone. Serial is never less than staged, and none of the three is less than `floor`.
 */
export interface Baselines {
  /** The makespan of the run itself. */
  readonly dynamic: number;
  /** All tasks at once, as far as workers, needs and locks allow, then all tests one after the other. */
  readonly staged: number;
  /** Everything one after the other. */
  readonly serial: number;
  /** All tasks at once, then all tests at once, with the same workers. */
  readonly forkJoin: number;
  /** The longest chain of needs, if each task of it runs alone. */
  readonly criticalPath: number;
  /** Ids of that chain, first to last. */
  readonly criticalTasks: readonly string[];
  /** The CPU time of all tasks, divided by the CPUs that other programs left (`cpusLeft`); absent if no CPU was measured. */
  readonly workBound?: number;
  /** The larger of `criticalPath` and `workBound`: no schedule on these CPUs is shorter. */
  readonly floor: number;
  /** Percent of `staged` that `dynamic` saves; negative if it took longer. */
  readonly saved: number;
  /** Percent of `forkJoin` that `dynamic` saves; negative if it took longer. */
  readonly savedAgainstForkJoin: number;
}

/**
 * A test that a task needs counts as a task, because the tasks could not end without it.
 *
 * @param jobs must not contain a cycle. Needs that are not among them are ignored.
 * @param dynamic milliseconds that the run itself takes
 * @param graph that of the jobs
 * @param best the same jobs without work that another run may not need, such as attempts that failed: the critical path is that of these
 */
export function baselines(
  jobs: readonly Job[],
  dynamic: number,
  hall: Hall,
  best = jobs,
  graph = taskGraphOf(jobs),
): Baselines {
  const isLate = lateTests(jobs, graph);
  const tests = jobs.filter((_, position) => isLate[position] === 1);
  const all =
    tests.length === 0
      ? listSchedule(jobs, hall, graph)
      : listSchedule(
          jobs.filter((_, position) => isLate[position] === 0),
          hall,
        );
  const staged = all + oneByOne(tests, hall);
  const forkJoin = all + listSchedule(tests, hall);
  const path = criticalPath(best, best === jobs ? graph : taskGraphOf(best));
  const work = jobs.reduce((sum, { profile }) => sum + (profile === undefined ? 0 : wholeUse(profile)), 0);
  const left = cpusLeft(hall);
  const workBound = work > 0 && left > 0 ? work / left : undefined;
  return {
    dynamic,
    staged,
    // In another order the same sum may differ in its last digit.
    serial: Math.max(staged, oneByOne(jobs, hall, graph)),
    forkJoin,
    criticalPath: path.length,
    criticalTasks: path.ids,
    ...(workBound === undefined ? {} : { workBound }),
    floor: Math.max(path.length, workBound ?? 0),
    saved: savedPercent(dynamic, staged),
    savedAgainstForkJoin: savedPercent(dynamic, forkJoin),
  };
}

/** Milliseconds of these jobs one after the other. Where each of them gets the CPUs that it wants, this is a sum, and needs no simulation. */
function oneByOne(jobs: readonly Job[], hall: Hall, graph?: TaskGraph): number {
  const free = cpusWithin(hall.cpus) - demandWithin(Math.max(hall.foreign.used, hall.foreign.wanted));
  const fits = ({ profile }: Job): boolean =>
    profile === undefined || profile.segments.every(({ cpus }) => cpus <= free + SLIGHT);
  if (!jobs.every(fits)) return listSchedule(jobs, { ...hall, workers: 1 }, graph);
  const sum = jobs.reduce((total, { profile }) => total + (profile === undefined ? 0 : soloTime(profile)), 0);
  return TICK * Math.round(sum / TICK);
}

/**
 * CPUs that a schedule can count on. Other programs that use more than half of them would have had to share them, if the mission had not
 * waited: what they left of full CPUs is only what the mission used, and no bound.
 */
export function cpusLeft({ cpus, foreign }: Pick<Hall, 'cpus' | 'foreign'>): number {
  const all = cpusWithin(cpus);
  return Math.max(all - demandWithin(foreign.used), all / 2);
}

function savedPercent(dynamic: number, other: number): number {
  return other === 0 ? 0 : (100 * (other - dynamic)) / other;
}

/** By position: 1 for a test that no task needs, directly or not. */
function lateTests(jobs: readonly Job[], { groups, groupOf }: TaskGraph): Uint8Array {
  const isLate = new Uint8Array(jobs.length);
  jobs.forEach(({ kind }, position) => {
    isLate[position] = kind === 'test' ? 1 : 0;
  });
  if (!isLate.includes(1)) return isLate;
  const isLookedAt = new Uint8Array(groups.length);
  const early: number[] = [];
  for (const [position, late] of isLate.entries()) if (late === 0) early.push(position);
  for (const position of early) {
    const group = groupOf[position] ?? -1;
    if (group < 0 || isLookedAt[group] === 1) continue;
    isLookedAt[group] = 1;
    for (const need of groups[group]?.needs ?? []) {
      if (isLate[need] !== 1) continue;
      isLate[need] = 0;
      early.push(need);
    }
  }
  return isLate;
}
