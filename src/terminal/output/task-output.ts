/*
 * What the command line prints: progress lines, diagnostics and the output of tasks.
 *
 * `createTaskOutput` is the entry. It gets each event before the event's own line is printed, reads the logs of tasks from
 * the run's folder, and passes lines to a sink: standard output (panel/plain-display.ts) or the panel.
 *
 *   log file → follow-log (growing) or its end (complete) → redact → cut into lines → terminal-text → sink
 *
 * Invariants:
 * - Task output is untrusted. It reaches the terminal only through `terminal-text.ts`, which keeps colours and removes
 *   everything else that changes a terminal, and through `printUntrusted`, which escapes workflow commands on a runner.
 * - No secret is printed: every log is redacted while it is read, a growing one also at gaps and when it is replaced.
 * - Memory is bounded. If the reader is slow, parts of a log are left out, and a note names the file that has all of it.
 * - Printing never waits for the reader and never ends the run.
 *
 * Not here: the text of progress lines (report/lines), drawing of the panel (panel), writing of logs (process/logs).
 */
import { logFile } from '../../process/contract/task-files.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { readRedactedTail } from '../../secrets/read-redacted.ts';
import type { Redactor } from '../../secrets/redact.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { followLogs } from './follow-logs.ts';
import { MOST_WAITING, type OutputListener, type OutputSink, PRINTED } from './output-listener.ts';
import { createTerminalText } from './terminal-text.ts';

/** `json` prints events instead of text: see panel/json-display.ts. */
export type LogStyle = 'grouped' | 'prefixed' | 'none' | 'json';

export const LOG_STYLES: readonly LogStyle[] = ['grouped', 'prefixed', 'none', 'json'];

/**
 * Shows the output of tasks in one of three ways: whole when a task ends, line by line while it runs, or not at all. It is redacted here, also
 * that of a task that has ended: its log may have been impossible to redact.
 */
export function createTaskOutput(style: LogStyle, dir: string, secrets: Secrets, sink: OutputSink): OutputListener {
  switch (style) {
    case 'none':
    case 'json':
      return { before: () => {}, stop: () => {} };
    case 'grouped':
      return {
        before: (event, report) => {
          if (event.type !== 'ended' || report.tasks.get(event.id)?.started === undefined) return;
          showLog(logFile(dir, event.id), event.id, secrets.redactor(), sink);
        },
        stop: () => {},
      };
    case 'prefixed':
      return followLogs(dir, secrets, sink);
    default:
      return style satisfies never;
  }
}

/** Characters that are shown at a time: small pieces are soon collected as garbage, all lines at once are not. */
const PIECE = 16 * 1024;

function showLog(path: string, id: string, redactor: Redactor, { show, isBehind }: OutputSink): void {
  const text = readEnd(path, isBehind(MOST_WAITING) ? 0 : PRINTED, redactor).replace(/\n$/, '');
  const terminal = createTerminalText();
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', Math.min(text.length, start + PIECE));
    const end = newline < 0 ? text.length : newline;
    show(`         ${id} │ `, text.slice(start, end).split('\n').map(terminal.line));
    start = end + 1;
  }
}

/**
 * The end of a log. A task can put anything in the place of its log, so only a regular file is read, and reading never waits.
 */
function readEnd(path: string, most: number, redactor: Redactor): string {
  const tail = readRedactedTail(path, most, redactor);
  if (tail.type !== 'read') return '';
  return tail.beheaded ? `… ${tail.size - most} bytes before this are in ${pastedPath(path)}\n${tail.text}` : tail.text;
}
