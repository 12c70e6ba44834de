import type {
  MeasuredAttempt,
  MeasuredRun,
  MeasuredService,
  MeasuredTask,
  UsePoint,
} from '../../simulate/measured/measured-run.ts';
import type { AttemptReport } from '../model/attempt.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { hasEnded } from '../words/status-text.ts';
import { type ServiceShare, serviceShares, sharedUntil } from './services/shares.ts';
import { attemptSolo, wholeDemand } from './solo.ts';

/** The input of a replay, or why the run cannot be replayed. */
export type Replayable =
  | { readonly type: 'measured'; readonly run: MeasuredRun }
  /** A sentence: expected …, found …. */
  | { readonly type: 'not-replayable'; readonly message: string };

/** Why the run cannot be replayed: a sentence; undefined if it can. Only a run that ended by itself has the whole duration of each task. */
export function whyNotReplayable(report: RunReport): string | undefined {
  const found = obstacle(report);
  return found === undefined ? undefined : `expected a run that ended by itself, found ${found}`;
}

function obstacle(report: RunReport): string | undefined {
  if (!report.finished) return 'a run that has not ended: it is still running, or was killed';
  if (report.fleet !== undefined) return 'a run on several runners: replay the run of a part';
  if (report.interruptions.length > 0 || report.result === 'cancelled') {
    return 'a run that was interrupted: the whole duration of a stopped task is unknown';
  }
  if (report.resumes.length > 0) return 'a run that was resumed: it ran in parts';
  if (report.admissions.length === 0) return 'a run in which nothing was launched';
  for (const [id, { status }] of report.tasks) if (!hasEnded(status)) return `a run in which ${id} has no end`;
  return undefined;
}

export function measuredRun(report: RunReport): Replayable {
  const message = whyNotReplayable(report);
  if (message !== undefined) return { type: 'not-replayable', message };
  const tasks = new Map<string, MeasuredTask>();
  for (const [id, task] of report.tasks) {
    const { status } = task;
    if (hasEnded(status)) tasks.set(id, { ...attemptsOf(task, report), status });
  }
  const services = new Map<string, MeasuredService>();
  for (const [id, service] of report.services) {
    const measured = measuredService(service);
    if (measured !== undefined) services.set(id, measured);
  }
  const { mission, machine, readings } = report;
  // The ledger is in the order of time: one decision of each moment is enough.
  const views = report.decisions.filter(({ at }, index, all) => at !== all[index - 1]?.at);
  const heldByCpu = report.decisions.flatMap(({ at, reason, until }) =>
    reason === 'cpu' && until !== undefined ? [{ from: at, until }] : [],
  );
  return {
    type: 'measured',
    run: {
      mission,
      machine,
      predictions: report.predictions,
      ended: report.duration,
      tasks,
      services,
      readings,
      views,
      ...(report.cpu.ownArea > 0 ? { hasOwnUse: true } : {}),
      heldByCpu,
    },
  };
}

function attemptsOf(task: TaskReport, report: RunReport): Omit<MeasuredTask, 'status'> {
  const { duration } = report;
  const shares = serviceShares(report);
  /** CPU seconds that services used for earlier attempts. */
  let earlier = 0;
  const all = task.attemptList.map((attempt) => {
    const { started, ended = started, stopping, pauses } = attempt;
    const share = shares.get(attempt);
    const measured: MeasuredAttempt = {
      started,
      ended,
      end: endOf(attempt),
      ...(stopping === undefined ? {} : { stopping }),
      ...(pauses === undefined
        ? {}
        : { pauses: pauses.map(({ at, until = duration }) => ({ from: at, until: Math.min(until, ended) })) }),
      use: useOf(task, attempt, share, earlier),
      ...servedPart(attempt, share),
      ...soloOf(report, attempt),
      ...(attempt.usage === undefined ? {} : { usage: attempt.usage }),
    };
    earlier += share?.cpuSeconds ?? 0;
    return { measured, isEvicted: attempt.status === 'evicted' };
  });
  const evicted = all.flatMap(({ measured, isEvicted }) => (isEvicted ? [measured] : []));
  return {
    attempts: all.flatMap(({ measured, isEvicted }) => (isEvicted ? [] : [measured])),
    ...(evicted.length === 0 ? {} : { evicted }),
  };
}

function useOf(
  { usage }: TaskReport,
  { started, ended = started }: AttemptReport,
  share: ServiceShare | undefined,
  earlier: number,
): readonly UsePoint[] {
  const own = usage?.points.filter(({ at }) => at > started && at <= ended) ?? [];
  if (share === undefined && earlier === 0) return own;
  return own.map((point) => {
    const served = share === undefined ? 0 : sharedUntil(share, point.at);
    return { ...point, cpuSeconds: point.cpuSeconds + earlier + served };
  });
}

function servedPart({ usage }: AttemptReport, share: ServiceShare | undefined): Pick<MeasuredAttempt, 'served'> {
  if (share === undefined || share.cpuSeconds <= 0) return {};
  return { served: share.cpuSeconds / (share.cpuSeconds + (usage?.cpuSeconds ?? 0)) };
}

/** With its services: a replay runs both as one. */
function soloOf(report: RunReport, attempt: AttemptReport): Pick<MeasuredAttempt, 'solo'> {
  const solo = attemptSolo(report, attempt);
  if (solo === undefined) return {};
  const { services: _, ...own } = solo;
  return { solo: { ...own, cpus: wholeDemand(solo) } };
}

function endOf(attempt: AttemptReport): MeasuredAttempt['end'] {
  switch (attempt.status) {
    case 'failed':
      return attempt.outOfMemory === true ? 'out-of-memory' : 'failed';
    case 'succeeded':
    case 'timed-out':
    case 'not-needed':
    case 'cancelled':
      return attempt.status;
    case 'evicted':
    // No launch ends so: the journal is old, or another program wrote it.
    case 'skipped':
    case 'running':
      return 'cancelled';
    default:
      return attempt.status satisfies never;
  }
}

function measuredService({ started, ready, failed, stopping, ended }: ServiceReport): MeasuredService | undefined {
  if (started === undefined) return undefined;
  return {
    started,
    ...(ready === undefined ? {} : { ready }),
    ...(failed === undefined ? {} : { failed }),
    ...(stopping === undefined ? {} : { stopping }),
    ended: ended ?? failed ?? started,
  };
}
