import type { Hall, Job } from '../../simulate/list-schedule.ts';
import { NO_FOREIGN } from '../../simulate/machine/pressure.ts';
import { busyPart, profileOfSegments, type Segment, waiting } from '../../simulate/machine/profile.ts';
import type { AttemptReport } from '../model/attempt.ts';
import { attemptDuration, type RunReport } from '../model/run.ts';
import { attemptSolo } from './solo.ts';

/**
 * Each task as it would run alone, for the comparison with other schedules. What still runs counts until now.
 *
 * @param attempts `last`: without attempts that were retried, and without the waits after them
 */
export function measuredJobs(report: RunReport, attempts: 'all' | 'last' = 'all'): readonly Job[] {
  return [...report.tasks.values()].map(({ task, started, attemptList, ended, usage }) => {
    const { id, kind, needs, locks, pools } = task;
    const memory = usage?.peakMemory ?? task.memory;
    const whole = attemptList.filter(({ status }) => status !== 'evicted');
    const ran = attempts === 'all' ? whole : whole.slice(-1);
    if (started === undefined) return { id, kind, needs, locks, pools };
    const segments =
      ran.length === 0
        ? [waiting(Math.max(0, (ended ?? report.duration) - started))]
        : ran.flatMap((attempt) => [segmentOf(report, attempt), ...backoffAfter(attempt, report.duration)]);
    return { id, kind, needs, locks, pools, memory, profile: profileOfSegments(segments) };
  });
}

/** One attempt, on average. Where it was not measured what it would take and use alone, what it took and got counts. */
function segmentOf(report: RunReport, attempt: AttemptReport): Segment {
  const took = attemptDuration(report, attempt);
  const { cpus: available } = report.machine;
  const solo = stopped(attempt) ? undefined : attemptSolo(report, attempt);
  const duration = solo?.duration ?? took;
  const used = 1000 * (attempt.usage?.cpuSeconds ?? 0);
  const cpus = solo?.cpus ?? (duration > 0 ? Math.min(available, used / duration) : 0);
  return { solo: duration, cpus, slowed: busyPart(cpus, solo?.idle ?? 0, available), memory: 0 };
}

/** An attempt that was stopped would have run on, also alone. */
function stopped({ status }: AttemptReport): boolean {
  return status === 'timed-out' || status === 'cancelled' || status === 'not-needed';
}

/** The wait before the next attempt is the same in each schedule. */
function backoffAfter({ ended, retry }: AttemptReport, now: number): readonly Segment[] {
  if (retry === undefined || ended === undefined) return [];
  return [waiting(Math.max(0, Math.min(now, retry.until) - ended))];
}

/** What the run had: its workers, its memory, its CPUs, and what other programs took of these on average. */
export function hallOf({ mission, machine, cpu, duration, tasks }: RunReport): Hall {
  const { cpus } = machine;
  const workers = mission.admission.workers.limit;
  const memory = machine.memory * (1 - (machine.memoryUsed ?? 0) / 100);
  const hall = { workers, cpus, pools: mission.admission.pools, ...(memory > 0 ? { memory } : {}) };
  if (cpu.cpuTime <= 0 || duration <= 0) return { ...hall, foreign: NO_FOREIGN };
  let seconds = 0;
  for (const { usage } of tasks.values()) seconds += usage?.cpuSeconds ?? 0;
  const own = (1000 * seconds) / duration;
  // Services count as other programs.
  const used = Math.max(0, (Math.min(100, cpu.cpuArea / cpu.cpuTime) / 100) * cpus - own);
  return { ...hall, foreign: { used, wanted: used } };
}
