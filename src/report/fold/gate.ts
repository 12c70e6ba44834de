import type { Admitted, Deferred } from '../../schedule/events/event.ts';
import type { Continued, Evicted, Paused } from '../../schedule/events/pause.ts';
import type { GateView } from '../../schedule/events/reading.ts';
import type { GateDecision, RunReport, TaskReport } from '../model/run.ts';
import { openAttempt } from './attempt.ts';
import { bandNow } from './band-now.ts';
import { setStatus } from './status.ts';

export function recordDeferred(report: RunReport, event: Deferred): void {
  for (const id of event.ids) {
    const task = report.tasks.get(id);
    if (task === undefined || task.deferral?.decision.reason === event.reason) continue;
    closeDeferral(report, task, event.at);
    const decision: GateDecision = {
      at: event.at,
      id,
      verdict: 'deferred',
      reason: event.reason,
      detail: event.detail,
      count: 1,
      check: report.checks.count,
      ...seen(event.view),
    };
    report.decisions.push(decision);
    task.deferral = { since: event.at, decision };
  }
}

export function recordAdmitted(report: RunReport, event: Admitted): void {
  const task = report.tasks.get(event.id);
  if (task === undefined) return;
  // A forced launch names what kept the gate closed.
  const detail = event.detail ?? (event.forced ? task.deferral?.decision.detail : undefined);
  closeDeferral(report, task, event.at);
  task.started ??= event.at;
  task.ended = undefined;
  task.reason = undefined;
  task.exitCode = undefined;
  task.signal = undefined;
  task.failedStep = undefined;
  task.outOfMemory = undefined;
  task.left = undefined;
  task.forced ||= event.forced;
  for (const step of task.steps) Object.assign(step, notRun);
  const attempt = openAttempt(task, event);
  setStatus(report, task, 'running', event.at);
  const decision: GateDecision = {
    at: event.at,
    id: event.id,
    verdict: event.forced ? 'forced' : 'admitted',
    ...(detail === undefined ? {} : { detail }),
    count: 1,
    check: report.checks.count,
    ...seen(event.view),
    loadStep: report.load.steps.length - 1,
    attempt,
  };
  task.admission = decision;
  report.decisions.push(decision);
  report.admissions.push(decision);
}

/** A pause, its end or an eviction, in the ledger. */
export function recordMemoryDecision(
  report: RunReport,
  { type, at, id }: Paused | Continued | Evicted,
  memory: number | undefined,
  detail: string | undefined,
): void {
  const figures = memory === undefined ? {} : { memory };
  report.decisions.push({
    at,
    id,
    verdict: type,
    ...(detail === undefined ? {} : { detail }),
    count: 0,
    check: report.checks.count,
    ...figures,
    active: report.load.active,
    unseen: 0,
    reserved: 0,
    band: bandNow(report, figures),
  });
}

/** Ends an open wait: its time is added to its reason, its checks to its entry in the ledger. */
export function closeDeferral(report: RunReport, task: TaskReport, at: number): void {
  if (task.deferral === undefined) return;
  const { since, decision } = task.deferral;
  if (decision.reason !== undefined) task.waited[decision.reason] += Math.max(0, at - since);
  // The check that ends a deferral did not defer.
  const checks = report.checks.count - decision.check + (report.checks.last === at ? 0 : 1);
  decision.count = Math.max(1, checks);
  decision.until = at;
  task.deferral = undefined;
}

const notRun = {
  status: 'not-run',
  started: undefined,
  ended: undefined,
  exitCode: undefined,
  signal: undefined,
  continued: undefined,
  reason: undefined,
  isOverdue: undefined,
} as const;

type Seen = Pick<GateDecision, 'cpu' | 'memory' | 'cpuOf' | 'memoryOf' | 'active' | 'unseen' | 'reserved' | 'band'>;

function seen({ load: _, ...view }: GateView): Seen {
  return view;
}
