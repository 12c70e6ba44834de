import { append } from '../../base/multimap.ts';
import type { LeftBehind } from '../../schedule/events/event.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import { troubled } from '../analysis/figures.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { formatBytes, listed } from '../text/format.ts';
import { FOLDER_NOTE, folderInLog } from '../words/folder-note.ts';
import { hasFailed } from '../words/status-text.ts';
import { idsCell, type Sentence, text, untrusted } from './cell.ts';

/** What failed, or was stopped while it ran. */
export interface Failures {
  readonly title: 'What failed' | 'What was stopped';
  /** Services first, since tasks fail because of them; failures that are allowed last. */
  readonly entries: readonly Failure[];
}

export type Failure = TaskFailure | ServiceFailure;

export interface TaskFailure {
  readonly type: 'task';
  readonly task: TaskReport;
  /** What else is known: memory that ran out, tasks that did not run because of it. */
  readonly notes: readonly Sentence[];
  /** Lines of its log that look like the cause. */
  readonly causes?: readonly LogLine[];
  /** '' if it printed nothing; absent if it never ran. */
  readonly logTail?: string;
}

export interface ServiceFailure {
  readonly type: 'service';
  readonly service: ServiceReport;
  readonly notes: readonly Sentence[];
  /** Lines of its log that look like the cause. */
  readonly causes?: readonly LogLine[];
  /** '' if it printed nothing; absent if it was never started. */
  readonly logTail?: string;
}

const mostIds = 10;

/** No document shows more entries. In a large mission, a search through all needs for each of them would take seconds. */
const mostNoted = 100;

/** Undefined if nothing failed and nothing was stopped. */
export function failuresOf(report: RunReport): Failures | undefined {
  const tasks = troubled(report);
  const services = failedServices(report);
  if (tasks.length + services.length === 0) return undefined;
  const direct = directlyHeldBack(report);
  const failed = services.length > 0 || tasks.some(({ status }) => hasFailed(status));
  return {
    title: failed ? 'What failed' : 'What was stopped',
    entries: [
      ...services.map((service) => serviceFailure(report, service)),
      ...tasks.map((task, index) =>
        taskFailure(report, task, index < mostNoted ? allHeldBack(task.task.id, direct) : []),
      ),
    ],
  };
}

function taskFailure(report: RunReport, task: TaskReport, heldBack: readonly string[]): TaskFailure {
  const memory = outOfMemoryNote(report, task);
  const folder = folderInLog(report, task);
  return {
    type: 'task',
    task,
    notes: [
      ...(memory === undefined ? [] : [[text(memory)]]),
      ...(folder === undefined ? [] : [[text(FOLDER_NOTE.before), untrusted(folder), text(FOLDER_NOTE.after)]]),
      ...(heldBack.length === 0 ? [] : [[text('Did not run because of it: '), idsCell(heldBack, mostIds), text('.')]]),
    ],
    ...(task.left?.causes === undefined ? {} : { causes: task.left.causes }),
    ...(task.started === undefined ? {} : { logTail: task.left?.logTail ?? '' }),
  };
}

function serviceFailure(report: RunReport, service: ServiceReport): ServiceFailure {
  const hurt = hurtBy(report, service);
  return {
    type: 'service',
    service,
    notes: hurt.length === 0 ? [] : [[text('Failed after it and needed it: '), idsCell(hurt, mostIds), text('.')]],
    ...(service.causes === undefined ? {} : { causes: service.causes }),
    ...(service.started === undefined ? {} : { logTail: service.logTail ?? '' }),
  };
}

/** The services that never became ready, or failed while they were needed. */
export function failedServices(report: RunReport): ServiceReport[] {
  return [...report.services.values()].filter(({ status }) => status === 'failed');
}

/** The tasks that needed the service and failed after it did: a task that had failed before has another cause. */
function hurtBy(report: RunReport, { users, failed = 0 }: ServiceReport): string[] {
  return users.filter((user) => {
    const task = report.tasks.get(user);
    return task?.status === 'failed' && task.ended !== undefined && task.ended >= failed;
  });
}

/** All tasks that did not run because of this one, also those whose need did not run: nearest first. */
function allHeldBack(id: string, direct: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>(direct.get(id));
  // A set gives what is added to it while it is walked through.
  for (const held of found) for (const next of direct.get(held) ?? []) found.add(next);
  found.delete(id);
  return [...found];
}

/** By the id of a need: the tasks that were skipped because that need failed or did not run. */
function directlyHeldBack(report: RunReport): Map<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { task, status, reason } of report.tasks.values()) {
    if (status !== 'skipped') continue;
    // A task with a condition may have been skipped for that: then its reason does not begin with the need.
    const conditional = task.if !== undefined || task.paths.length > 0;
    for (const need of [...task.needs, ...task.needsAny]) {
      if (conditional && reason?.startsWith(`${need} `) !== true) continue;
      append(held, need, task.id);
    }
  }
  return held;
}

/** Undefined unless the kernel's own counter proves that memory ran out. */
export function outOfMemoryNote(report: RunReport, task: TaskReport): string | undefined {
  if (task.outOfMemory !== true) return undefined;
  const peak = task.usage?.peakMemory;
  const facts = [
    ...(peak === undefined ? [] : [`its measured peak was ${formatBytes(peak)}`]),
    ...(task.task.memory === undefined ? [] : [`it declares ${formatBytes(task.task.memory)}`]),
    `the machine has ${formatBytes(report.machine.memory)}`,
  ];
  return `Memory ran out while it ran: ${listed(facts)}.`;
}

/** The text of a link to the log of a task. */
export function logName(left: LeftBehind | undefined): string {
  return left?.logCut === undefined ? 'its whole log' : 'its log, with a part cut out';
}
