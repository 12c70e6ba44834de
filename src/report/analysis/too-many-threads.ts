import { matrixBase } from '../../mission/matrix/base.ts';
import type { Task } from '../../mission/model/mission.ts';
import type { RunReport } from '../model/run.ts';
import type { MostRunnable } from '../model/task-usage.ts';
import { plural } from '../text/format.ts';

/** An entry of the mission file whose tools started more threads than its share of the CPUs. */
export interface TooManyThreads {
  /** The instance with the most threads. */
  readonly task: Task;
  readonly most: MostRunnable;
  /** The budget that would give each task that ran then its share; absent if the entry has a budget that its tools ignore. */
  readonly cpus?: number;
}

/**
 * The entries that had more threads that could run than their share of the CPUs, while all tasks together had more than there
 * are CPUs for longer than a second; in the order of the file. Several threads on one CPU take turns: that costs time, makes
 * durations unsteady, and hides from the gate how much the task needs.
 */
export function tooManyThreads(report: RunReport): readonly TooManyThreads[] {
  const entries = new Map<string, TooManyThreads>();
  for (const { task, usage } of report.tasks.values()) {
    const most = usage?.mostRunnable;
    if (most === undefined || report.machine.cpus <= 0) continue;
    const share = Math.max(1, Math.floor(report.machine.cpus / Math.max(1, most.active)));
    if (most.threads <= (task.cpus ?? share)) continue;
    const entry = `${task.kind} ${matrixBase(task)}`;
    if ((entries.get(entry)?.most.threads ?? 0) >= most.threads) continue;
    entries.set(entry, { task, most, ...(task.cpus === undefined ? { cpus: share } : {}) });
  }
  return [...entries.values()];
}

/** What happened and which line to write, as plain text; the id is untrusted. */
export function tooManyThreadsText(report: RunReport, { task, most, cpus }: TooManyThreads): string {
  const found = `${task.id} had ${plural(most.threads, 'thread')} that could run at the same time, for more than a second, on ${plural(report.machine.cpus, 'CPU')}`;
  const beside =
    most.active > 1 ? `, beside ${plural(most.active - 1, 'other task or test', 'other tasks and tests')}` : '';
  const remedy =
    cpus === undefined
      ? `although it has \`cpus: ${task.cpus}\`: remove the number of jobs or threads that its command sets, such as \`-j8\``
      : `write \`cpus: ${cpus}\` into its entry (line ${task.line}${task.included === undefined ? '' : ` of ${task.included.file}`}), so that its tools start fewer`;
  return `${found}${beside}; ${remedy}`;
}
