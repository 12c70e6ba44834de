import { readFilePart } from '../../files/read-part.ts';
import { logFile } from '../../process/contract/task-files.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { followLogs } from './follow-logs.ts';
import { MOST_WAITING, type OutputListener, type OutputSink, PRINTED } from './output-listener.ts';
import { createTerminalText } from './terminal-text.ts';

export type LogStyle = 'grouped' | 'prefixed' | 'none';

export const LOG_STYLES: readonly LogStyle[] = ['grouped', 'prefixed', 'none'];

/** What it shows while a task runs is masked here; a log that has ended is masked already. */
export function taskOutput(style: LogStyle, dir: string, secrets: Secrets, sink: OutputSink): OutputListener {
  switch (style) {
    case 'none':
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

/** Characters that are shown in one go: small pieces are garbage that is soon collected, all lines at once are not. */
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

/** A task can put anything in its log's place: only a regular file is read, and nothing is waited for. */
function readEnd(path: string, most: number): string {
  const part = readFilePart(path, 'end', most);
  if (part.type !== 'read') return '';
  const start = part.size - part.bytes.length;
  const text = part.bytes.toString('utf8');
  return start === 0 ? text : `… ${start} bytes before this are in ${path}\n${text}`;
}
