import { tooManyThreads } from '../analysis/too-many-threads.ts';
import type { ConstraintUse } from '../model/constraint-use.ts';
import type { ResumeReport } from '../model/resume.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { hasFailed } from '../words/status-text.ts';
import { thousandths } from './rounded.ts';

/** UTF-16 units of a message. */
const longestMessage = 2000;

/**
 * What failed, for tools that annotate: an entry for each failed test case that is known, and one for a task that failed for
 * another reason.
 */
export function failureEntries({ task: { id }, status, reason, left }: TaskReport): object[] {
  if (!hasFailed(status)) return [];
  const cases = left?.results?.failures ?? [];
  if (cases.length === 0) return [{ id, message: reason }];
  return cases.map(({ name, message, file, line }) => {
    const shown = message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 1)}…`;
    return { id, name, message: shown, file, line };
  });
}

/** What `paths` and `changed()` were compared with, and how many files differ. */
export function changedEntry({ changed }: RunReport): object | undefined {
  if (changed === undefined) return undefined;
  if (changed.type === 'unknown') return { why: changed.why };
  return { base: changed.base, files: changed.files.length, why: changed.why };
}

/** Tasks with more threads that could run than their share of the CPUs: when they had how many, and the budget to write. */
export function threadsEntry(report: RunReport): object | undefined {
  const found = tooManyThreads(report);
  if (found.length === 0) return undefined;
  return found.map(({ task, most: { threads, at, active }, cpus }) => ({ id: task.id, at, threads, active, cpus }));
}

/** `cpus` and `memory` in bytes are what it allows, the highest use in percent, the times those in which it was the fullest. */
export function constraintEntry({
  name,
  cpus,
  memory,
  maximumCpu,
  maximumMemory,
  cpuTime,
  memoryTime,
}: ConstraintUse): object {
  return {
    name,
    cpus,
    memory,
    maximumCpu: maximumCpu === undefined ? undefined : thousandths(maximumCpu),
    maximumMemory: maximumMemory === undefined ? undefined : thousandths(maximumMemory),
    cpuTime,
    memoryTime,
  };
}

export function resumeEntry({ at, started, kept, again }: ResumeReport): object {
  return { at, started, kept, again };
}
