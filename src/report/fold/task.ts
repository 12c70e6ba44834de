import { isSuccess } from '../../mission/model/exit-codes.ts';
import { isFinally, stepAt } from '../../mission/model/steps.ts';
import type { EndStatus } from '../../schedule/events/end-status.ts';
import type { Ended, Event, StepExited } from '../../schedule/events/event.ts';
import type { Finishing } from '../../schedule/events/step.ts';
import { continuedText, pressureText } from '../../schedule/gate/pressure-text.ts';
import type { RunReport, StepReport, StepStatus, TaskReport } from '../model/run.ts';
import { recordEndedTree } from '../model/task-usage.ts';
import {
  closeAttempt,
  noteStopping,
  recordAttemptUse,
  recordContinued,
  recordEvicted,
  recordPaused,
  recordRetry,
  recordWorkspace,
} from './attempt.ts';
import { closeDeferral, recordMemoryDecision } from './gate.ts';
import { setStatus } from './status.ts';

/** The events of one task, except for the decisions of the gate. */
export type TaskEvent = Extract<
  Event,
  {
    type:
      | 'step-started'
      | 'step-advanced'
      | 'step-skipped'
      | 'step-timed-out'
      | 'finishing'
      | 'cleaning'
      | 'cleaned'
      | 'spawn-failed'
      | 'step-exited'
      | 'lost'
      | 'triggered'
      | 'stopping'
      | 'retrying'
      | 'requeued'
      | 'paused'
      | 'continued'
      | 'evicted'
      | 'ended';
  }
>;

export function recordTaskEvent(report: RunReport, task: TaskReport, event: TaskEvent): void {
  if (task.isCleaning === true && isOfStep(event)) return;
  switch (event.type) {
    case 'triggered':
      task.triggered = event.at;
      if (event.by !== undefined) task.triggeredBy = event.by;
      setStatus(report, task, 'waiting', event.at);
      return;
    case 'step-advanced':
      return;
    case 'step-started': {
      const step = task.steps[event.step];
      if (step !== undefined) {
        step.status = 'running';
        step.started = event.at;
      }
      if (event.workspace !== undefined) recordWorkspace(task, event.workspace);
      if (task.usage !== undefined) task.usage.restarted = true;
      return;
    }
    case 'spawn-failed': {
      const step = task.steps[event.step];
      if (step === undefined) return;
      endStep(step, 'failed', event.at);
      noteContinued(task, event.step, step);
      return;
    }
    case 'step-skipped': {
      const step = task.steps[event.step];
      if (step === undefined) return;
      step.status = event.failed === true ? 'failed' : 'skipped';
      step.reason = event.reason;
      if (event.failed === true) noteContinued(task, event.step, step);
      return;
    }
    case 'step-timed-out': {
      const step = task.steps[event.step];
      if (step !== undefined) step.isOverdue = true;
      return;
    }
    case 'finishing':
      recordFinishing(task, event);
      return;
    case 'cleaning':
      task.isCleaning = true;
      return;
    case 'cleaned':
      delete task.isCleaning;
      if (event.failure === undefined) return;
      report.degraded.push({
        at: event.at,
        message: `in \`finally\` of ${event.id}, which the killed run had not begun, ${event.failure}`,
      });
      return;
    case 'step-exited':
      recordExit(task, event);
      return;
    case 'lost':
      if (event.left !== undefined) task.left = event.left;
      return;
    case 'stopping':
      setStatus(report, task, 'stopping', event.at);
      noteStopping(task, event);
      return;
    case 'retrying': {
      const status = event.cause === 'timeout' ? 'timed-out' : 'failed';
      if (task.attemptList.at(-1)?.finishing === undefined) endRunningStep(lastStarted(task), status, event.at);
      recordRetry(task, event);
      task.reason = event.reason;
      setStatus(report, task, 'backoff', event.at);
      return;
    }
    case 'requeued':
      setStatus(report, task, 'waiting', event.at);
      return;
    case 'paused':
      recordPaused(task, event);
      recordMemoryDecision(report, event, event.pressure.memory, pressureText(event.pressure));
      return;
    case 'continued':
      recordContinued(task, event);
      recordMemoryDecision(report, event, event.memory, continuedText(event, report.mission.admission.memory));
      return;
    case 'evicted': {
      if (task.attemptList.at(-1)?.finishing === undefined) endRunningStep(lastStarted(task), 'cancelled', event.at);
      recordEvicted(task, event);
      const { reason, pressure } = task.attemptList.at(-1) ?? {};
      recordMemoryDecision(report, event, pressure?.memory, reason);
      setStatus(report, task, 'waiting', event.at);
      return;
    }
    case 'ended':
      recordEnd(report, task, event);
      return;
    default:
      event satisfies never;
  }
}

/** Events of a step, which a late `finally` has as well: its steps belong to no attempt of this run. */
function isOfStep({ type }: TaskEvent): boolean {
  return type.startsWith('step-') || type === 'spawn-failed';
}

function recordExit(task: TaskReport, event: StepExited): void {
  const index = event.step;
  const hasFailed = task.steps.some(
    ({ status, continued }, other) =>
      other !== index && status !== 'skipped' && isFailure(status) && continued !== true,
  );
  // The exit of the step that failed decides, not those of the steps after it.
  if (!hasFailed && !isFinally(task.task, index)) {
    task.exitCode = event.exitCode;
    task.signal = event.signal;
  }
  if (event.outOfMemory === true) task.outOfMemory = true;
  if (event.leftovers !== undefined) task.leftovers.push(...event.leftovers);
  if (event.left !== undefined) task.left = isFinally(task.task, index) ? { ...task.left, ...event.left } : event.left;
  if (event.usage !== undefined) {
    recordEndedTree(task, event.usage, event.at);
    recordAttemptUse(task, event.usage);
  }
  const step = task.steps[event.step];
  if (step === undefined) return;
  step.exitCode = event.exitCode;
  step.signal = event.signal;
  const succeeded = isSuccess(task.task, event.exitCode) && event.variablesRejected === undefined;
  endStep(step, step.isOverdue === true ? 'timed-out' : succeeded ? 'succeeded' : 'failed', event.at);
  if (event.variablesRejected !== undefined) step.reason = event.variablesRejected;
  noteContinued(task, index, step);
}

function isFailure(status: StepStatus): boolean {
  return status === 'failed' || status === 'timed-out';
}

function noteContinued(task: TaskReport, index: number, step: StepReport): void {
  if (isFailure(step.status) && stepAt(task.task, index)?.continueOnError === true) step.continued = true;
}

/** The end of the steps gives the last one its status. What follows are steps of `finally`. */
function recordFinishing(task: TaskReport, event: Finishing): void {
  const attempt = task.attemptList.at(-1);
  if (attempt !== undefined) attempt.finishing = event.at;
  const status = stoppedStep(event.status);
  if (status === undefined) return;
  endRunningStep(event.failedStep === undefined ? lastStarted(task) : task.steps[event.failedStep], status, event.at);
}

function recordEnd(report: RunReport, task: TaskReport, event: Ended): void {
  closeDeferral(report, task, event.at);
  task.reason = event.reason;
  task.failedStep = event.failedStep;
  task.ended = event.at;
  setStatus(report, task, event.status, event.at);
  if (!closeAttempt(task, event)) return;
  // With `finally`, the steps had their status before it.
  if (task.attemptList.at(-1)?.finishing !== undefined) return;
  const status = stoppedStep(event.status);
  if (status === undefined) return;
  endRunningStep(event.failedStep === undefined ? lastStarted(task) : task.steps[event.failedStep], status, event.at);
}

/** The end of the task gives the last step its status. */
function stoppedStep(status: EndStatus): StepStatus | undefined {
  switch (status) {
    case 'failed':
    case 'timed-out':
    case 'cancelled':
      return status;
    case 'not-needed':
      return 'cancelled';
    case 'succeeded':
    case 'skipped':
      return undefined;
    default:
      return status satisfies never;
  }
}

/** A stopped step exits as if it had failed, or even succeeded: the verdict on the attempt decides. */
function endRunningStep(step: StepReport | undefined, status: StepStatus, at: number): void {
  if (step?.started !== undefined) endStep(step, status, step.ended ?? at);
}

function lastStarted(task: TaskReport): StepReport | undefined {
  return task.steps.findLast((step) => step.started !== undefined);
}

function endStep(step: StepReport, status: StepStatus, at: number): void {
  step.status = status;
  step.started ??= at;
  step.ended = at;
}
