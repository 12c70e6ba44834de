import { sanitizeLine } from '../../base/sanitize.ts';
import { withoutScriptFolder } from '../../base/without-script-folder.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import type { TaskReport } from '../model/run.ts';

/** Headings of the two parts of an excerpt, and of the second part where the first one is empty. */
export const CAUSES_TITLE = 'Lines of its log that look like the cause:';
export const TAIL_TITLE = 'The end of its log:';

/**
 * The lines of a log that look like the cause of a failure, as they are shown above the end of that log: `12: error: no price`.
 * Lines that the end shows too are left out. Empty if there are none.
 */
export function causeLines(causes: readonly LogLine[] | undefined, tail: string): readonly string[] {
  if (causes === undefined) return [];
  const shown = tail.split('\n').map((line) => withoutScriptFolder(sanitizeLine(line)));
  return causes.flatMap(({ line, text }) => {
    const clean = sanitizeLine(text);
    const start = clean.replace(/…$/, '');
    return shown.some((other) => other.startsWith(start)) ? [] : [`${line}: ${clean}`];
  });
}

/** The same without a line that the reason of the failure shows already; if there are no causes, the last lines of the log. */
export function furtherCauseLines({ reason = '', left }: TaskReport, tail: string): readonly string[] {
  return causeLines(left?.causes ?? left?.lastLines, tail).filter((line) => {
    const [, text = ''] = /^\d+: (.*)$/s.exec(line) ?? [];
    return !reason.includes(text.slice(0, 150));
  });
}
