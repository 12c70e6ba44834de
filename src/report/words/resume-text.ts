import type { RunAgain } from '../../schedule/events/opening.ts';
import type { ResumeReport } from '../model/resume.ts';
import type { RunReport } from '../model/run.ts';
import { formatOffset, plural } from '../text/format.ts';
import { wallClock } from '../text/wall-clock.ts';

/** How often the run was taken up again, and what that kept. */

const mostNamed = 20;

/** `12 kept, 48 to run`. */
export function resumeCounts({ kept, again }: ResumeReport): string {
  return `${kept} kept, ${again.length} to run`;
}

/** Rows of the table of facts, one for each time. */
export function resumeFacts(report: RunReport): (readonly [string, string])[] {
  return report.resumes.map((resume) => [
    'Resumed',
    `${wallClock(resume.started)}, after ${formatOffset(resume.at, report.duration)}: ${resumeCounts(resume)}`,
  ]);
}

/** Lines for a log: what had succeeded and runs all the same, because the mission file has changed. */
export function resumeLines(resume: ResumeReport): readonly string[] {
  const { shown, hidden } = changedAgain([resume]);
  return [
    `↻ resumed: ${resumeCounts(resume)}`,
    ...shown.map(({ id, why }) => `↻ ${id} runs again: ${why}`),
    ...(hidden > 0 ? [`↻ and ${plural(hidden, 'more runs', 'more run')} again because of a change`] : []),
  ];
}

/** What had succeeded and was run again by these resumes, the first few of it. */
export function changedAgain(resumes: readonly ResumeReport[]): {
  readonly shown: readonly RunAgain[];
  readonly hidden: number;
} {
  const changed = resumes.flatMap(({ again }) => again.filter((each) => each.changed === true));
  const shown = changed.slice(0, mostNamed);
  return { shown, hidden: changed.length - shown.length };
}
