import { matrixBase } from '../../mission/matrix/base.ts';
import type { Task } from '../../mission/model/mission.ts';
import type { RunReport } from '../model/run.ts';
import type { MostRunnable } from '../model/task-usage.ts';
import { plural } from '../text/format.ts';
import { jobOption } from './job-option.ts';

/** An entry of the mission file whose tools started more threads than its share of the CPUs. */
export interface TooManyThreads {
  /** The instance with the most threads. */
  readonly task: Task;
  readonly most: MostRunnable;
  /**
   * The budget that would give each task that ran then its share. Absent if the entry has a budget, which its tools then ignore, and if the
   * share is the whole machine: tools start as many threads without a budget too.
   */
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
    const isHelpful = task.cpus === undefined && share < Math.floor(report.machine.cpus);
    entries.set(entry, { task, most, ...(isHelpful ? { cpus: share } : {}) });
  }
  return [...entries.values()];
}

/** What happened and which line to write, as plain text; the id is untrusted. */
export function tooManyThreadsText(report: RunReport, { task, most, cpus }: TooManyThreads): string {
  const found = `${task.id} had ${plural(most.threads, 'thread')} that could run at the same time, for more than a second, on ${plural(report.machine.cpus, 'CPU')}`;
  const beside =
    most.active > 1 ? `, beside ${plural(most.active - 1, 'other task or test', 'other tasks and tests')}` : '';
  return [`${found}${beside}`, ...remedies(task, cpus)].join('; ');
}

/** What would change it, as clauses; empty if nothing in the mission file would. */
function remedies(task: Task, cpus: number | undefined): readonly string[] {
  const option = jobOption(task);
  const declared = task.cpus === undefined ? '' : `although it has \`cpus: ${task.cpus}\`: `;
  const where = `(line ${task.line}${task.included === undefined ? '' : ` of ${task.included.file}`})`;
  if (option !== undefined) {
    const budget = cpus === undefined ? '' : `, and write \`cpus: ${cpus}\` into its entry ${where}`;
    return [`${declared}remove \`${option}\` from its command${budget}`];
  }
  return cpus === undefined ? [] : [`write \`cpus: ${cpus}\` into its entry ${where}, so that its tools start fewer`];
}
