import { markdownCode, markdownText } from './escape.ts';
import { formatOffset, plural } from './format.ts';
import type { ResumeReport } from './resume-report.ts';
import type { RunReport } from './run-report.ts';
import { wallClock } from './wall-clock.ts';

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
  const changed = resume.again.filter((each) => each.changed === true);
  const lines = changed.slice(0, mostNamed).map(({ id, why }) => `↻ ${id} runs again: ${why}`);
  const hidden = changed.length - lines.length;
  return [
    `↻ resumed: ${resumeCounts(resume)}`,
    ...lines,
    ...(hidden > 0 ? [`↻ and ${plural(hidden, 'more runs', 'more run')} again because of a change`] : []),
  ];
}

/** What of each resume had succeeded and was run again; '' when nothing was. */
export function resumeSection(report: RunReport): string {
  const changed = report.resumes.flatMap(({ again }) => again.filter((each) => each.changed === true));
  if (changed.length === 0) return '';
  const shown = changed.slice(0, mostNamed).map(({ id, why }) => `- ${markdownCode(id)}: ${markdownText(why)}`);
  if (changed.length > mostNamed)
    shown.push(`- and ${changed.length - mostNamed} more in the journal, \`events.jsonl\``);
  return `## Succeeded, and run again\n\nThe mission file had changed when the run was resumed.\n\n${shown.join('\n')}`;
}
