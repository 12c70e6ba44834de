import { append } from '../../../base/multimap.ts';
import type { WaitReason } from '../../../schedule/events/event.ts';
import type { AttemptReport } from '../../model/attempt.ts';
import type { GateDecision, RunReport, TaskReport } from '../../model/run.ts';

/**
 * What the run did in a part of its chain of last causes. A wait at the gate is named by its reason. `idle`: nothing of the chain ran and
 * nothing held it back, as between the end of a task and the launch of the next one.
 */
export type ChainWork = WaitReason | 'running' | 'retry' | 'eviction' | 'pause' | 'idle';

/** A part of the chain, in milliseconds since the mission's start. */
export interface ChainSegment {
  readonly from: number;
  readonly until: number;
  readonly work: ChainWork;
  /** The task or test; absent before the first one and after the last one. */
  readonly id?: string;
  /** Of `running`: the attempt. */
  readonly attempt?: AttemptReport;
}

/**
 * The chain of last causes of a run that has ended: the task that ended last, the need whose end triggered it, and so on. Its segments
 * cover the time from 0 to the end of the run without a gap, in order. Without a task that ran, all of it is `idle`.
 */
export function chainOf(report: RunReport): readonly ChainSegment[] {
  const links = linksOf(report);
  const deferrals = deferralsById(report, links);
  const segments: ChainSegment[] = [];
  let until = report.duration;
  for (const [id, { task, begun, ended }] of links) {
    if (until > ended) segments.push({ from: ended, until, work: 'idle' });
    segments.push(...filled(ownSegments(task, deferrals.get(id) ?? []), begun, ended, id).reverse());
    until = begun;
  }
  if (until > 0) segments.push({ from: 0, until, work: 'idle' });
  return segments.filter((segment) => segment.until > segment.from).reverse();
}

/** A task of the chain, in milliseconds since the mission's start. */
interface Link {
  readonly task: TaskReport;
  readonly begun: number;
  readonly ended: number;
}

/** The tasks of the chain by id, the last one first. */
function linksOf(report: RunReport): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>();
  let until = report.duration;
  let task = lastOf(report.tasks.values(), until);
  while (task !== undefined && until > 0 && !links.has(task.task.id)) {
    const ended = Math.min(until, task.ended ?? until);
    const begun = Math.min(ended, task.triggered ?? task.started ?? ended);
    links.set(task.task.id, { task, begun, ended });
    until = begun;
    task = causeOf(report, task, until);
  }
  return links;
}

/** The need that triggered it; of a task that was skipped, the need that ended last. */
function causeOf(report: RunReport, { task, triggeredBy }: TaskReport, until: number): TaskReport | undefined {
  if (triggeredBy !== undefined) return report.tasks.get(triggeredBy);
  const needs = task.needs.flatMap((id) => report.tasks.get(id) ?? []);
  return lastOf(needs, until);
}

/** The task that ran and ended last, but not after `until`. */
function lastOf(tasks: Iterable<TaskReport>, until: number): TaskReport | undefined {
  let last: TaskReport | undefined;
  for (const task of tasks) {
    if (task.started === undefined || task.ended === undefined || task.ended > until) continue;
    if (last?.ended === undefined || task.ended > last.ended) last = task;
  }
  return last;
}

/** Only of the tasks of the chain: mostly, these are few of 10,000. */
function deferralsById(
  { decisions }: RunReport,
  ids: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly GateDecision[]> {
  const byId = new Map<string, GateDecision[]>();
  for (const decision of decisions) {
    if (decision.reason !== undefined && ids.has(decision.id)) append(byId, decision.id, decision);
  }
  return byId;
}

/** What is known of one task, in order of time; the time in between is idle. */
function ownSegments(task: TaskReport, deferrals: readonly GateDecision[]): readonly ChainSegment[] {
  const { id } = task.task;
  const waits = deferrals.flatMap(({ at, until, reason }): ChainSegment[] =>
    reason === undefined || until === undefined ? [] : [{ from: at, until, work: reason, id }],
  );
  const last = task.attemptList.length - 1;
  const runs = task.attemptList.flatMap((attempt, index) => {
    const next = task.attemptList[index + 1];
    return attemptSegments(attempt, id, index === last, next?.started);
  });
  return [...waits, ...runs].sort((one, other) => one.from - other.from);
}

function attemptSegments(
  attempt: AttemptReport,
  id: string,
  isLast: boolean,
  next: number | undefined,
): readonly ChainSegment[] {
  const { started, ended = started, retry, pauses = [], status } = attempt;
  // Also the wait until nothing else runs.
  if (status === 'evicted') return [{ from: started, until: next ?? ended, work: 'eviction', id }];
  if (!isLast) return [{ from: started, until: Math.max(ended, retry?.until ?? ended), work: 'retry', id }];
  const segments: ChainSegment[] = [];
  let from = started;
  for (const { at, until = ended } of pauses) {
    segments.push({ from, until: at, work: 'running', id, attempt }, { from: at, until, work: 'pause', id });
    from = until;
  }
  return [...segments, { from, until: ended, work: 'running', id, attempt }];
}

/** The segments cut to this time, with idle ones in the gaps. */
function filled(known: readonly ChainSegment[], begin: number, end: number, id: string): ChainSegment[] {
  const all: ChainSegment[] = [];
  let at = begin;
  for (const segment of known) {
    const from = Math.max(at, segment.from);
    const until = Math.min(end, segment.until);
    if (until <= from) continue;
    if (from > at) all.push({ from: at, until: from, work: 'idle', id });
    all.push({ ...segment, from, until });
    at = until;
  }
  if (end > at) all.push({ from: at, until: end, work: 'idle', id });
  return all;
}
