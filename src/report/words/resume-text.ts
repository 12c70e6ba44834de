import type { RunAgain } from '../../schedule/events/opening.ts';
import type { ResumeReport } from '../model/resume.ts';
import type { RunReport } from '../model/run.ts';
import { formatOffset, plural } from '../text/format.ts';
import { wallClock } from '../text/wall-clock.ts';

/** How often the run was resumed, and what was kept. */

const mostNamed = 20;

/** `12 kept, 48 to run`. */
export function resumeCounts({ kept, again }: ResumeReport): string {
  return `${kept} kept, ${again.length} to run`;
}

/** Rows for the table of facts, one for each resume. */
export function resumeFacts(report: RunReport): (readonly [string, string])[] {
  return report.resumes.map((resume) => [
    'Resumed',
    `${wallClock(resume.started)}, after ${formatOffset(resume.at, report.duration)}: ${resumeCounts(resume)}`,
  ]);
}

/** Lines for a log: the tasks that had succeeded and run again because the mission file changed. */
export function resumeLines(resume: ResumeReport): readonly string[] {
  const { shown, hidden } = changedAgain([resume]);
  return [
    `↻ resumed: ${resumeCounts(resume)}`,
    ...shown.map(({ id, why }) => `↻ ${id} runs again: ${why}`),
    ...(hidden > 0 ? [`↻ and ${plural(hidden, 'more runs', 'more run')} again because of a change`] : []),
  ];
}

/** The first tasks that had succeeded and were run again by these resumes. */
export function changedAgain(resumes: readonly ResumeReport[]): {
  readonly shown: readonly RunAgain[];
  readonly hidden: number;
} {
  const changed = resumes.flatMap(({ again }) => again.filter((each) => each.changed === true));
  const shown = changed.slice(0, mostNamed);
  return { shown, hidden: changed.length - shown.length };
}
