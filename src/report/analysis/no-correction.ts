import type { RunReport, TaskReport } from '../model/run.ts';
import { plural } from '../text/format.ts';

/**
 * Why there is no correction of the mission file; undefined if nothing ran.
 *
 * @param checked entries of the mission file that were measured and whose tasks all succeeded
 */
export function whyNoCorrection(report: RunReport, checked: number): string | undefined {
  const launched = [...report.tasks.values()].filter(({ attemptList }) => attemptList.length > 0);
  if (launched.length === 0) return undefined;
  const measured = launched.filter(isMeasured);
  if (measured.length === 0) return 'There is none, because the whole use of single tasks was not measured.';
  if (checked === 0) return 'There is none, because no task that was measured has succeeded.';
  const others = launched.filter((task) => task.status !== 'succeeded' || !isMeasured(task)).length;
  const left =
    others === 0
      ? ''
      : ` ${plural(others, 'task or test is', 'tasks and tests are')} left out, because they did not succeed or were not measured.`;
  return `None is needed: what the mission file declares is close to what was measured, and what it does not declare is small (a load below 10 %, memory below 100 MB, an \`expect\` below 10 s).${left}`;
}

/** Samples alone show what it used up to some moment, not as a whole. */
function isMeasured({ attemptList }: TaskReport): boolean {
  return attemptList.at(-1)?.usage !== undefined;
}
