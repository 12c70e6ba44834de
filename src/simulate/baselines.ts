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
 * @param best the same jobs without work that another run may not need, such as attempts that failed: the critical path is that of these
 */
export function baselines(jobs: readonly Job[], dynamic: number, hall: Hall, best = jobs): Baselines {
  const early = neededByTasks(jobs);
  const isTest = ({ id, kind }: Job): boolean => kind === 'test' && !early.has(id);
  const tests = jobs.filter(isTest);
  const all = listSchedule(
    jobs.filter((job) => !isTest(job)),
    hall,
  );
  const staged = all + oneByOne(tests, hall);
  const forkJoin = all + listSchedule(tests, hall);
  const path = criticalPath(best);
  const work = jobs.reduce((sum, { profile }) => sum + (profile === undefined ? 0 : wholeUse(profile)), 0);
  const left = cpusLeft(hall);
  const workBound = work > 0 && left > 0 ? work / left : undefined;
  return {
    dynamic,
    staged,
    // In another order the same sum may differ in its last digit.
    serial: Math.max(staged, oneByOne(jobs, hall)),
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
function oneByOne(jobs: readonly Job[], hall: Hall): number {
  const free = cpusWithin(hall.cpus) - demandWithin(Math.max(hall.foreign.used, hall.foreign.wanted));
  const fits = ({ profile }: Job): boolean =>
    profile === undefined || profile.segments.every(({ cpus }) => cpus <= free + SLIGHT);
  if (!jobs.every(fits)) return listSchedule(jobs, { ...hall, workers: 1 });
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

/** Ids of everything that a task needs, directly or not. */
function neededByTasks(jobs: readonly Job[]): ReadonlySet<string> {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const found = new Set<string>();
  const lists = new Set<readonly string[]>();
  const open = jobs.filter(({ kind }) => kind === 'task').map(({ needs }) => needs);
  for (const needs of open) {
    if (lists.has(needs)) continue;
    lists.add(needs);
    for (const id of needs) {
      const job = byId.get(id);
      if (job === undefined || found.has(id)) continue;
      found.add(id);
      open.push(job.needs);
    }
  }
  return found;
}
