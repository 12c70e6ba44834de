/*
 * `src/report`: everything that is said about a run, made from its journal alone.
 *
 * Data passes in one direction. `fold/` applies each event of the journal to one `RunReport`, whose types are in this
 * folder. `analysis/` derives figures and findings from it. `sections/` turns both into neutral tables and lists.
 * `markdown/`, `html/` and `data/` write documents from these, `lines/` writes the log while the mission runs. `words/` has
 * the sentences and `text/` the formats and escapes that all of them share.
 *
 * Invariants:
 * - Pure: no clock, no files, no network. The same journal gives the same bytes, on every machine and at any later time.
 * - A report of a mission that has not ended is a report like any other: `result` is absent, and times count until now.
 * - The fold never throws, because a journal may be old, cut short or written by another program.
 * - Text of a task, a mission file or a program is untrusted in a `RunReport`. Each document escapes it for its format.
 *
 * This folder has types and the few sums that need nothing else. What an event changes is in `fold/`, not here.
 */
import type { Mission, Task } from '../../mission/model/mission.ts';
import type { PartOpening, TaskElsewhere } from '../../schedule/events/elsewhere.ts';
import type { EndStatus } from '../../schedule/events/end-status.ts';
import type { LeftBehind, Leftover, MissionResult, WaitReason } from '../../schedule/events/event.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { ChangedFiles, IncludedSource, TaskBase } from '../../schedule/events/opening.ts';
import type { Predictions } from '../../schedule/events/prediction.ts';
import type { Band } from '../../schedule/events/reading.ts';
import type { AttemptReport, AttemptStatus } from './attempt.ts';
import type { ConstraintUse } from './constraint-use.ts';
import type { FleetReport } from './fleet.ts';
import type { CpuHistory, LoadHistory, ReadingPoint } from './measured.ts';
import type { ResumeReport } from './resume.ts';
import type { ServiceReport } from './service.ts';
import type { TaskUsage } from './task-usage.ts';
import type { Waited } from './waited.ts';

/** The status of a task or test; `backoff` is between two attempts. */
export type TaskStatus = 'pending' | 'waiting' | 'running' | 'stopping' | 'backoff' | EndStatus;

/** What a bar, a sign or a word is needed for: a status of a task, or of one of its launches. */
export type ShownStatus = TaskStatus | AttemptStatus;

export type StepStatus = 'not-run' | 'running' | 'succeeded' | 'failed' | 'timed-out' | 'cancelled' | 'skipped';

export function noWaits(): Waited {
  return { cpu: 0, memory: 0, slots: 0, load: 0, lock: 0, pool: 0, service: 0 };
}

/**
 * Everything that the documents say about a run: the fold of its events. Times in milliseconds since the mission's
 * start. Until `mission-started` is recorded the mission is empty and `started` is ''.
 */
export interface RunReport {
  mission: Mission;
  /** The mission file as the user named it. */
  file: string;
  /** Its text with redacted secrets; absent if the journal does not have it. */
  source?: string | undefined;
  /** The files that it includes. */
  included: readonly IncludedSource[];
  /** What the command line or the action's inputs left out of the mission file; absent if nothing, and in older journals. */
  selection?: SelectionReport | undefined;
  /** True if tasks found only files that other tasks had declared. */
  strict?: boolean;
  /** Which part of the mission this run was; absent if it was all of it. */
  part?: PartOpening | undefined;
  /** Tasks of other parts that tasks of this one need or read. */
  elsewhere?: readonly TaskElsewhere[] | undefined;
  /** Absolute folder that deliverables are relative to. */
  root: string;
  /** The run's folder as a path from `root`, with `/`; absent if it is outside of `root`. */
  folder?: string;
  /** Wall clock at the mission's start, ISO 8601. */
  started: string;
  machine: MachineFacts;
  /** What `paths` and `changed()` were compared with; absent if nothing uses them. */
  changed?: ChangedFiles | undefined;
  /** With a history: what each task that asks was compared with instead. */
  bases?: Readonly<Record<string, TaskBase>> | undefined;
  /** Predictions from earlier runs; absent without a history. */
  predictions?: Predictions | undefined;
  /** Absent until the mission has ended. */
  result?: MissionResult;
  finished: boolean;
  /** How many events it is folded from: a report with the same number is in the same state (`once-per-state.ts`). */
  events: number;
  /** `at` of the newest event. */
  duration: number;
  /** By id, in the order of the mission file. */
  readonly tasks: Map<string, TaskReport>;
  /** By id, in the order of the mission file. */
  readonly services: Map<string, ServiceReport>;
  /** How many tasks and tests are in each status. */
  readonly counts: Record<TaskStatus, number>;
  /** The ledger: every decision of the gate, in order; see `deferralCount` for open deferrals. */
  readonly decisions: GateDecision[];
  /** The decisions that launched something, in order. */
  readonly admissions: GateDecision[];
  /** Measuring windows, merged in pairs whenever there are too many. */
  readonly readings: ReadingPoint[];
  readonly load: LoadHistory;
  readonly cpu: CpuHistory;
  /** By name: the machine, then the containers from the outermost to the innermost. Empty where only percentages are measured. */
  readonly constraints: Map<string, ConstraintUse>;
  /** How often the gate was checked while something waited, and when last. */
  readonly checks: { count: number; last: number };
  readonly degraded: { readonly at: number; readonly message: string }[];
  /** Since the newest resume; earlier ones are in `degraded`. */
  readonly interruptions: { readonly at: number; readonly signal: string }[];
  /** In order; empty for a run that was never resumed. */
  readonly resumes: ResumeReport[];
  /** Only of a run over several runners, merged from its parts. `machine` is then that of the first one, and `readings` is empty. */
  fleet?: FleetReport | undefined;
}

/** Which part of a mission file was to run. */
export interface SelectionReport {
  /** Patterns as they were written; empty if not given. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** How many tasks and tests of the mission file were left out. */
  readonly leftOut: number;
}

/** A task or test with its status so far. */
export interface TaskReport {
  readonly task: Task;
  status: TaskStatus;
  /** When it entered this status. */
  since: number;
  /** A sentence; absent for a plain success. Between two attempts, that of the earlier one. */
  reason?: string | undefined;
  /** How many times it was launched, without launches that were evicted and repeated. */
  attempts: number;
  /** Each launch, in order. */
  attemptList: readonly AttemptReport[];
  /** Its launches before a resume that ran it again; absent if there were none. */
  readonly earlier?: readonly AttemptReport[];
  /** True if a resume reset it: its trigger, if any, is later than the resume. */
  readonly resumed?: true;
  /** True if it had succeeded before the newest resume and was not run again. */
  readonly kept?: true;
  /** When its needs were complete: also the time it waited for its trigger. */
  triggered?: number;
  /** The need that completed last. */
  triggeredBy?: string;
  /** First launch. */
  started?: number;
  ended?: number | undefined;
  /** Exit of its last step: exactly one of `exitCode` and `signal` after it has exited. */
  exitCode?: number | undefined;
  signal?: string | undefined;
  failedStep?: number | undefined;
  /** True if the kernel's own counter proves that memory ran out in the newest attempt. */
  outOfMemory?: boolean | undefined;
  /** Waits that are over; see `waitedSoFar` for an open one. */
  readonly waited: Waited;
  /** The open deferral. */
  deferral?: { readonly since: number; readonly decision: GateDecision } | undefined;
  /** The newest decision that launched it. */
  admission?: GateDecision;
  readonly steps: StepReport[];
  readonly leftovers: Leftover[];
  /** Of the newest attempt, once its last step has exited. */
  left?: LeftBehind | undefined;
  usage?: TaskUsage;
  /** True while a resumed run runs the `finally` of an attempt that was killed. */
  isCleaning?: boolean;
  /** Launched although the gate was closed, after `patience`. */
  forced: boolean;
  /** The part in which it ran, in a run over several runners. */
  readonly runner?: number;
}

/** One command of a task as it ran in the newest attempt. */
export interface StepReport {
  readonly name?: string;
  readonly run: string;
  /** True if it belongs to `finally`. */
  readonly finally?: true;
  status: StepStatus;
  /** True if it failed and the attempt went on, because of `continue-on-error`. */
  continued?: boolean | undefined;
  /** True once its own time limit was over. */
  isOverdue?: boolean | undefined;
  /** A sentence: why it was skipped, or why it failed if its exit does not say so. */
  reason?: string | undefined;
  started?: number | undefined;
  ended?: number | undefined;
  exitCode?: number | undefined;
  signal?: string | undefined;
}

/** What happened to a running task because memory was critical. */
export type MemoryVerdict = 'paused' | 'continued' | 'evicted';

/** One entry of the ledger, with what the gate saw. */
export interface GateDecision {
  readonly at: number;
  readonly id: string;
  readonly verdict: 'admitted' | 'deferred' | 'forced' | MemoryVerdict;
  /** What closed the gate; only of a deferral. */
  readonly reason?: WaitReason;
  /** A sentence with the figures. */
  readonly detail?: string;
  /** How many checks this entry covers; 0 if no check made the decision. Unknown for an open deferral: use `deferralCount`. */
  count: number;
  /** Number of the check that opened a deferral. */
  readonly check: number;
  /** When a deferral was over. */
  until?: number;
  /** Percent; absent where unknown. */
  readonly cpu?: number;
  readonly memory?: number;
  /** Names of the constraints that these percentages are of; absent if there is only one. */
  readonly cpuOf?: string;
  readonly memoryOf?: string;
  readonly active: number;
  readonly unseen: number;
  /** Percent of memory requested by running tasks and not used yet. */
  readonly reserved: number;
  readonly band: Band;
  /** Of an admission: index into the load history's steps. */
  readonly loadStep?: number;
  /** Of an admission: the attempt that it launched. */
  readonly attempt?: AttemptReport;
}

/** How many checks a ledger entry covers, also for an open deferral. */
export function deferralCount(report: RunReport, decision: GateDecision): number {
  if (decision.verdict !== 'deferred' || decision.until !== undefined) return decision.count;
  return report.checks.count - decision.check + 1;
}

/** All waits until now, the open one included. */
export function waitedSoFar(report: RunReport, task: TaskReport): Waited {
  const open = task.deferral;
  const reason = open?.decision.reason;
  if (open === undefined || reason === undefined) return task.waited;
  return { ...task.waited, [reason]: task.waited[reason] + Math.max(0, report.duration - open.since) };
}

/** Milliseconds from its first launch to its end, or until now, without pauses; undefined if it was never launched. */
export function durationOf(report: RunReport, task: TaskReport): number | undefined {
  if (task.started === undefined) return undefined;
  const paused = task.attemptList.reduce((sum, attempt) => sum + pausedTime(report, attempt), 0);
  return Math.max(0, (task.ended ?? report.duration) - task.started - paused);
}

/** Milliseconds for which an attempt was paused, until now while it is. */
export function pausedTime({ duration }: Pick<RunReport, 'duration'>, { pauses = [], ended }: AttemptReport): number {
  return pauses.reduce((sum, { at, until }) => sum + Math.max(0, (until ?? ended ?? duration) - at), 0);
}

/** Milliseconds of one attempt, until now while it runs, without pauses. */
export function attemptDuration(report: RunReport, attempt: AttemptReport): number {
  return Math.max(0, (attempt.ended ?? report.duration) - attempt.started - pausedTime(report, attempt));
}

/** Milliseconds that it ran, without the time between attempts. */
export function busyTime(report: RunReport, task: TaskReport): number {
  return task.attemptList.reduce((sum, attempt) => sum + attemptDuration(report, attempt), 0);
}
