import { estimates } from '../../schedule/state/estimate.ts';
import type { Hall, Job } from '../../simulate/list-schedule.ts';
import { busyPart, profileOfSegments, type Segment, waiting } from '../../simulate/machine/profile.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { oncePerState } from '../model/once-per-state.ts';
import { attemptDuration, type RunReport } from '../model/run.ts';
import { serviceShares } from './services/shares.ts';
import { attemptSolo, wholeDemand } from './solo.ts';

/**
 * Each task as it would run alone, for the comparison with other schedules. What still runs counts until now. They are launched in the order of the
 * run: no schedule knows how long a task takes before it has run.
 *
 * @param attempts `last`: without attempts that were retried, and without the waits after them
 */
export function measuredJobs(report: RunReport, attempts: 'all' | 'last' = 'all'): readonly Job[] {
  const estimated = estimates(report.mission, report.predictions);
  return [...report.tasks.values()].map(({ task, started, attemptList, ended, usage }) => {
    const { id, kind, needs, locks, pools } = task;
    const memory = usage?.peakMemory ?? task.memory;
    const whole = attemptList.filter(isOwnTime);
    const ran = attempts === 'all' ? whole : whole.slice(-1);
    if (started === undefined || (whole.length === 0 && attemptList.length > 0))
      return { id, kind, needs, locks, pools };
    const known = attemptList.length === 1 ? (usage?.cpuSeconds ?? 0) : 0;
    const segments =
      ran.length === 0
        ? [waiting(Math.max(0, (ended ?? report.duration) - started))]
        : ran.flatMap((attempt) => [segmentOf(report, attempt, known), ...backoffAfter(attempt, report.duration)]);
    const expected = estimated.get(id);
    return { id, kind, needs, locks, pools, memory, profile: profileOfSegments(segments), expected };
  });
}

/**
 * One attempt, on average, with what its services did for it. Where it was not measured what it would take and use alone, what it took and got counts.
 *
 * @param known CPU seconds of an attempt that does not have its own, in older journals
 */
function segmentOf(report: RunReport, attempt: AttemptReport, known: number): Segment {
  const took = attemptDuration(report, attempt);
  const { cpus: available } = report.machine;
  // Its timeout would stop it after the same time.
  const solo = attempt.status === 'timed-out' ? undefined : attemptSolo(report, attempt);
  const duration = solo?.duration ?? took;
  const served = serviceShares(report).get(attempt)?.cpuSeconds ?? 0;
  const used = 1000 * ((attempt.usage?.cpuSeconds ?? known) + served);
  const got = duration > 0 ? Math.min(available, used / duration) : 0;
  const cpus = solo === undefined ? got : wholeDemand(solo);
  const hidden = solo?.hidden === undefined ? {} : { hidden: solo.hidden };
  return { solo: duration, cpus, slowed: busyPart(cpus, solo?.idle ?? 0, available), ...hidden, memory: 0 };
}

/** A test that is stopped with the task that it supports takes no time of its own. */
function isOwnTime({ status }: AttemptReport): boolean {
  return status !== 'evicted' && status !== 'not-needed';
}

/** The wait before the next attempt is the same in each schedule. */
function backoffAfter({ ended, retry }: AttemptReport, now: number): readonly Segment[] {
  if (retry === undefined || ended === undefined) return [];
  return [waiting(Math.max(0, Math.min(now, retry.until) - ended))];
}

/** What the run had: its workers, its memory, its CPUs, and what other programs took of these. */
export const hallOf = oncePerState((report): Hall => {
  const { mission, machine } = report;
  const memory = machine.memory * (1 - (machine.memoryUsed ?? 0) / 100);
  const used = foreignCpus(report);
  return {
    workers: mission.admission.workers.limit,
    cpus: machine.cpus,
    pools: mission.admission.pools,
    ...(memory > 0 ? { memory } : {}),
    foreign: { used, wanted: used * (1 + meanPressure(report)) },
  };
});

/**
 * CPUs that other programs used while tasks computed: what they use while the tasks wait for them takes nothing from the tasks. Never so many that the
 * tasks and their services could not have used what they used.
 */
function foreignCpus(report: RunReport): number {
  const { machine, cpu, duration, tasks } = report;
  if (cpu.cpuTime <= 0 || duration <= 0) return 0;
  let seconds = 0;
  for (const { usage } of tasks.values()) seconds += usage?.cpuSeconds ?? 0;
  for (const { cpuSeconds } of serviceShares(report).values()) seconds += cpuSeconds;
  const own = (1000 * seconds) / duration;
  const mean = (Math.min(100, cpu.cpuArea / cpu.cpuTime) / 100) * machine.cpus - own;
  const beside = cpu.ownArea > 0 ? cpu.besideArea / cpu.ownArea : mean;
  return Math.max(0, Math.min(beside, machine.cpus - own));
}

/** How much the tasks were delayed, per time that they computed: other programs were delayed as much, and would take more beside fewer tasks. */
function meanPressure(report: RunReport): number {
  let delayed = 0;
  let weight = 0;
  for (const { attemptList } of report.tasks.values()) {
    for (const attempt of attemptList) {
      const solo = attemptSolo(report, attempt);
      if (solo === undefined || solo.duration <= 0) continue;
      const cpus = wholeDemand(solo);
      const busy = busyPart(cpus, solo.idle, report.machine.cpus);
      const used = cpus * solo.duration;
      if (busy > 0) delayed += (used * (attemptDuration(report, attempt) / solo.duration - 1)) / busy;
      weight += used;
    }
  }
  return weight > 0 ? Math.max(0, delayed / weight) : 0;
}
