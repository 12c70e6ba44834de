import type { AttemptReport } from '../../report/model/attempt.ts';
import { deferralCount, type GateDecision, type StepReport, type TaskReport } from '../../report/model/run.ts';
import type { ServiceReport } from '../../report/model/service.ts';
import type { TaskUsage } from '../../report/model/task-usage.ts';
import { hasEnded } from '../../report/words/status-text.ts';
import type { PlacedPart } from './common-clock.ts';
import type { ReportedPart } from './reported-part.ts';

/** The content of a part with its times on the common clock. An attempt and its decision stay connected. */
export interface Mover {
  /** Its own tasks, without those that it took over. */
  tasks(): readonly TaskReport[];
  services(): readonly ServiceReport[];
  decision(decision: GateDecision): GateDecision;
}

type Clock = Pick<PlacedPart, 'from' | 'until'>;

/** @param stepAt index of the step of the joined load that holds at a moment of the common clock */
export function mover(part: ReportedPart, placed: PlacedPart, stepAt: (at: number) => number): Mover {
  const { report, number } = part;
  const attempts = new Map<AttemptReport, AttemptReport>();
  const decisions = new Map<GateDecision, GateDecision>();
  const attempt = (one: AttemptReport): AttemptReport => {
    const known = attempts.get(one) ?? moveAttempt(one, placed);
    attempts.set(one, known);
    return known;
  };
  const decision = (one: GateDecision): GateDecision => {
    const known = decisions.get(one) ?? {
      ...one,
      at: placed.from(one.at),
      count: deferralCount(report, one),
      ...(one.verdict === 'deferred' ? { until: placed.until(one.until ?? report.duration) } : {}),
      ...(one.loadStep === undefined ? {} : { loadStep: stepAt(placed.from(one.at)) }),
      ...(one.attempt === undefined ? {} : { attempt: attempt(one.attempt) }),
    };
    decisions.set(one, known);
    return known;
  };
  return {
    tasks: () => {
      const foreign = new Set(part.elsewhere.map(({ id }) => id));
      return [...report.tasks.values()]
        .filter(({ task }) => !foreign.has(task.id))
        .map((task) => settled(moveTask(task, { placed, attempt, decision, runner: number }), placed.ended, number));
    },
    services: () => [...report.services.values()].map((service) => moveService(service, placed, number)),
    decision,
  };
}

interface Moving {
  readonly placed: PlacedPart;
  readonly runner: number;
  attempt(attempt: AttemptReport): AttemptReport;
  decision(decision: GateDecision): GateDecision;
}

function moveTask(task: TaskReport, { placed, attempt, decision, runner }: Moving): TaskReport {
  const { from, until } = placed;
  const { triggered, started, ended, usage, admission, deferral, earlier, waited } = task;
  const open = deferral?.decision.reason;
  return {
    ...task,
    runner,
    since: from(task.since),
    attemptList: task.attemptList.map(attempt),
    ...(earlier === undefined ? {} : { earlier: earlier.map(attempt) }),
    ...(triggered === undefined ? {} : { triggered: from(triggered) }),
    ...(started === undefined ? {} : { started: from(started) }),
    ...(ended === undefined ? {} : { ended: until(ended) }),
    ...(admission === undefined ? {} : { admission: decision(admission) }),
    deferral: undefined,
    waited:
      open === undefined || deferral === undefined
        ? waited
        : { ...waited, [open]: waited[open] + Math.max(0, placed.ended - from(deferral.since)) },
    steps: task.steps.map((step) => moveStep(step, placed)),
    ...(usage === undefined ? {} : { usage: moveUsage(usage, placed) }),
  };
}

/** A task that a journal leaves open was cut off with its runner. */
function settled(task: TaskReport, end: number, part: number): TaskReport {
  if (hasEnded(task.status)) return task;
  const attemptList = task.attemptList.map((attempt) =>
    attempt.ended === undefined ? { ...attempt, ended: end, status: 'cancelled' as const } : attempt,
  );
  return { ...task, status: 'cancelled', ended: end, attemptList, reason: `the journal of part ${part} is cut short` };
}

function moveAttempt(attempt: AttemptReport, { from, until }: Clock): AttemptReport {
  const { started, stopping, finishing, ended, pauses, retry } = attempt;
  return {
    ...attempt,
    started: from(started),
    ...(stopping === undefined ? {} : { stopping: until(stopping) }),
    ...(finishing === undefined ? {} : { finishing: until(finishing) }),
    ...(ended === undefined ? {} : { ended: until(ended) }),
    ...(retry === undefined ? {} : { retry: { ...retry, until: until(retry.until) } }),
    ...(pauses === undefined
      ? {}
      : {
          pauses: pauses.map((pause) => ({
            ...pause,
            at: from(pause.at),
            ...(pause.until === undefined ? {} : { until: until(pause.until) }),
          })),
        }),
  };
}

function moveStep(step: StepReport, { from, until }: Clock): StepReport {
  const { started, ended } = step;
  if (started === undefined) return step;
  return { ...step, started: from(started), ...(ended === undefined ? {} : { ended: until(ended) }) };
}

function moveUsage(usage: TaskUsage, { from, until }: Clock): TaskUsage {
  const { mostRunnable, points } = usage;
  return {
    ...usage,
    points: points.map((point) => ({ ...point, at: until(point.at) })),
    ...(mostRunnable === undefined ? {} : { mostRunnable: { ...mostRunnable, at: from(mostRunnable.at) } }),
  };
}

function moveService(service: ServiceReport, { from, until }: Clock, runner: number): ServiceReport {
  const { started, ready, failed, stopping, ended, usage } = service;
  return {
    ...service,
    runner,
    ...(started === undefined ? {} : { started: from(started) }),
    ...(ready === undefined ? {} : { ready: from(ready) }),
    ...(failed === undefined ? {} : { failed: until(failed) }),
    ...(stopping === undefined ? {} : { stopping: until(stopping) }),
    ...(ended === undefined ? {} : { ended: until(ended) }),
    ...(usage === undefined ? {} : { usage: moveUsage(usage, { from, until }) }),
  };
}
