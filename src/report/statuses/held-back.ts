import type { RunReport, TaskReport } from '../model/run.ts';
import { hasFailed } from '../words/status-text.ts';

/**
 * The need because of which a skipped task did not run: one that failed or was cancelled, or one that was skipped for such a need in turn. Undefined
 * if nothing that it needs failed, so that it was skipped for its own condition.
 */
export function failedNeed(report: RunReport, { task, reason }: TaskReport): string | undefined {
  // Of alternatives, only the one that decided counts; the reason begins with it.
  const direct = [...task.needs, ...task.needsAny.filter((id) => reason?.startsWith(`${id} `) === true)];
  return direct.find((need) => anyFailed(report, need));
}

/** True if the task failed, or was skipped because of a failure, directly or through other tasks. */
function anyFailed(report: RunReport, first: string): boolean {
  // A set that grows, not recursion: a chain of 10,000 skipped tasks must not overflow the stack.
  const seen = new Set([first]);
  for (const id of seen) {
    const found = report.tasks.get(id);
    if (found === undefined) {
      if (failedElsewhere(report, id)) return true;
      continue;
    }
    if (found.status === 'cancelled' || (hasFailed(found.status) && !found.task.continueOnError)) return true;
    if (found.status !== 'skipped') continue;
    for (const need of [...found.task.needs, ...found.task.needsAny]) seen.add(need);
  }
  return false;
}

/** What ended in another part of the mission does not say what it needed, but the reason of a skip begins with the need that decided. */
function failedElsewhere({ elsewhere = [] }: RunReport, first: string): boolean {
  const seen = new Set([first]);
  for (const id of seen) {
    const found = elsewhere.find((task) => task.id === id);
    if (found === undefined) continue;
    if (found.status === 'cancelled' || hasFailed(found.status)) return true;
    if (found.status !== 'skipped' || found.reason === undefined) continue;
    if (/ (?:failed|timed out|was cancelled)$/.test(found.reason)) return true;
    const [, need] = / *(.+) was skipped$/.exec(found.reason) ?? [];
    if (need !== undefined) seen.add(need);
  }
  return false;
}
