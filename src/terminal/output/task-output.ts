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
 * - No secret is printed: a growing log is redacted while it is read, also at gaps and when it is replaced.
 * - Memory is bounded. If the reader is slow, parts of a log are left out, and a note names the file that has all of it.
 * - Printing never waits for the reader and never ends the run.
 *
 * Not here: the text of progress lines (report/lines), drawing of the panel (panel), writing of logs (process/logs).
 */
import { readFilePart } from '../../files/read-part.ts';
import { logFile } from '../../process/contract/task-files.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { followLogs } from './follow-logs.ts';
import { MOST_WAITING, type OutputListener, type OutputSink, PRINTED } from './output-listener.ts';
import { createTerminalText } from './terminal-text.ts';

/** `json` prints events instead of text: see panel/json-display.ts. */
export type LogStyle = 'grouped' | 'prefixed' | 'none' | 'json';

export const LOG_STYLES: readonly LogStyle[] = ['grouped', 'prefixed', 'none', 'json'];

/**
 * Shows the output of tasks in one of three ways: whole when a task ends, line by line while it runs, or not at all. Output
 * of a running task is redacted here; the log of a task that has ended is redacted already.
 */
export function createTaskOutput(style: LogStyle, dir: string, secrets: Secrets, sink: OutputSink): OutputListener {
  switch (style) {
    case 'none':
    case 'json':
      return { before: () => {}, stop: () => {} };
    case 'grouped':
      return {
        before: (event, report) => {
          if (event.type === 'ended' && report.tasks.get(event.id)?.started !== undefined) showLog(dir, event.id, sink);
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

function showLog(dir: string, id: string, { show, isBehind }: OutputSink): void {
  const text = readEnd(logFile(dir, id), isBehind(MOST_WAITING) ? 0 : PRINTED).replace(/\n$/, '');
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
function readEnd(path: string, most: number): string {
  const part = readFilePart(path, 'end', most);
  if (part.type !== 'read') return '';
  const start = part.size - part.bytes.length;
  const text = part.bytes.toString('utf8');
  return start === 0 ? text : `… ${start} bytes before this are in ${pastedPath(path)}\n${text}`;
}
