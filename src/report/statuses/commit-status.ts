/*
 * This folder says what is reported about each task of a mission as a commit status, so that branch protection can require single tasks and tests.
 *
 * `commit-status.ts` makes the status of one task from the report of the run. `held-back.ts` finds the failed need because of which a skipped task
 * did not run. `contexts.ts` chooses the tasks that are reported, and names their contexts. `next-status.ts` compares what should be reported with
 * what was sent, and chooses the request that matters most.
 *
 * Invariants:
 * - Once the mission has ended, no status is pending: each declared task is a success, a failure or an error.
 * - If the mission succeeded, every status is a success. A task that did not run because of a failure is a failure, because a required check that is
 *   green must mean that nothing which it needs has failed.
 * - A description fits: one line, at most 140 characters, none beyond the Basic Multilingual Plane. GitHub rejects any other with 422.
 * - Nothing is stored: a status is always derived from the report, so that a request that was delayed sends the newest state.
 *
 * Not here: requests, their pace and their failures (`src/github/statuses`).
 */
import { sanitizeLine } from '../../base/sanitize.ts';
import { usualOf } from '../analysis/usual-time.ts';
import { durationOf, type RunReport, type TaskReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';
import { attemptLimit, attemptPhrase, hasEnded, isPaused } from '../words/status-text.ts';
import { waitWord } from '../words/waits.ts';
import { failedNeed } from './held-back.ts';

/** What GitHub shows beside the name of a context. `error`: the task was not judged, because something else went wrong. */
export interface CommitStatus {
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** Untrusted text, made to fit. */
  readonly description: string;
  /** Names the state that this status shows. A status with the same phase as the one before it is no transition, and is not sent. */
  readonly phase: string;
}

/** Characters of a description that GitHub accepts. */
export const LONGEST_DESCRIPTION = 140;

/** Needs that a description lists: a task may have thousands. */
const LISTED = 6;

/** The status of a task or test now. After the end of the mission it is never pending. */
export function commitStatus(report: RunReport, task: TaskReport): CommitStatus {
  if (!hasEnded(task.status)) return report.finished ? notRun(task) : pending(task);
  const took = durationOf(report, task);
  const time = took === undefined ? '' : ` after ${formatDuration(took)}`;
  const why = because(task.reason);
  switch (task.status) {
    case 'succeeded':
      return settled('success', succeeded(report, task));
    case 'failed':
    case 'timed-out': {
      const claim = task.status === 'failed' ? 'Failed' : 'Timed out';
      if (task.task.continueOnError) return settled('success', `${claim}${time}, which is allowed${why}`);
      return settled('failure', `${claim}${attemptPhrase(task)}${time}${why}`);
    }
    case 'skipped': {
      const need = failedNeed(report, task);
      if (need !== undefined) return settled('failure', `Did not run, because ${need} did not succeed`);
      return settled('success', `Skipped${why}`);
    }
    case 'not-needed':
      return settled('success', `Not needed${why}`);
    case 'cancelled':
      return settled('error', `Cancelled${why}`);
    default:
      return task.status satisfies never;
  }
}

/** The status of a task that this run leaves out, because the selection says so. */
export function leftOutStatus(): CommitStatus {
  return settled('success', 'Left out by the inputs `only` and `skip`');
}

/** The status of every task of a mission that ended without a report. */
export function brokenStatus(why: string): CommitStatus {
  return settled('error', why);
}

/** True for a status that is not pending. */
export function isSettled({ state }: CommitStatus): boolean {
  return state !== 'pending';
}

/**
 * One line that GitHub accepts as a description: it rejects more than 140 characters, and characters of four bytes in UTF-8, such as emoji.
 * Those become a box.
 */
export function fitDescription(text: string): string {
  const line = sanitizeLine(text)
    .replace(/[\u{10000}-\u{10ffff}]/gu, '□')
    .replace(/\.$/, '');
  return line.length <= LONGEST_DESCRIPTION ? line : `${line.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
}

function settled(state: 'success' | 'failure' | 'error', text: string): CommitStatus {
  const description = fitDescription(text);
  return { state, description, phase: `${state}: ${description}` };
}

function succeeded(report: RunReport, task: TaskReport): string {
  if (task.kept === true) return 'Succeeded in an earlier attempt of this workflow run';
  const took = durationOf(report, task);
  const time = took === undefined ? '' : ` in ${formatDuration(took)}`;
  const usual = usualOf(report, task);
  const slower = usual?.slower === true ? `, slower than usual (${formatDuration(usual.prediction.expect)})` : '';
  return `Succeeded${attemptPhrase(task)}${time}${slower}`;
}

function notRun({ reason }: TaskReport): CommitStatus {
  return settled('error', `Did not run${because(reason)}`);
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${reason}`;
}

function pending(task: TaskReport): CommitStatus {
  const { phase, text } = waitingFor(task);
  return { state: 'pending', description: fitDescription(text), phase };
}

/** What an unended task does or waits for. Its needs are all listed, ended or not, so that the text does not change with each of them. */
function waitingFor(task: TaskReport): { readonly phase: string; readonly text: string } {
  const { status, attempts } = task;
  if (status === 'running' || status === 'stopping') {
    if (isPaused(task)) return { phase: `paused ${attempts}`, text: 'Paused, because memory is critical' };
    return { phase: `running ${attempts}`, text: attempts > 1 ? `Running${attemptPhrase(task)}` : 'Running' };
  }
  const next = attempts + 1;
  const again = attempts === 0 ? '' : ` for attempt ${next} of ${Math.max(next, attemptLimit(task))}`;
  if (status === 'backoff') return { phase: `backoff ${attempts}`, text: `Waiting${again}` };
  if (status === 'waiting') {
    const reason = task.deferral?.decision.reason;
    const what = reason === undefined ? 'its start' : waitWord(reason);
    return {
      phase: `waiting ${attempts} ${reason ?? ''}`,
      text: `Waiting for ${what}${again === '' ? '' : `,${again}`}`,
    };
  }
  return { phase: 'pending', text: `Waiting for ${needsText(task)}` };
}

function needsText({ task: { needs, needsAny } }: TaskReport): string {
  const any = needsAny.length === 0 ? [] : [`the first of ${needsAny.slice(0, LISTED).join(' and ')}`];
  const all = [...needs.slice(0, LISTED), ...any];
  const more = needs.length > LISTED ? ` and ${needs.length - LISTED} more` : '';
  return all.length === 0 ? 'its start' : `${all.join(', ')}${more}`;
}
