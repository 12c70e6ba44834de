import { readFilePart } from '../process/read-file-part.ts';
import type { Secrets } from '../process/secrets.ts';
import { followLogs } from './follow-logs.ts';
import { logPath, type OutputListener, type ShowLines } from './output-listener.ts';

export type LogStyle = 'grouped' | 'prefixed' | 'none';

export const LOG_STYLES: readonly LogStyle[] = ['grouped', 'prefixed', 'none'];

/** At most so much of a log is printed; the whole of it is in its file. */
const PRINTED = 256 * 1024;

/** What it shows while a task runs is masked here; a log that has ended is masked already. */
export function taskOutput(style: LogStyle, dir: string, secrets: Secrets, show: ShowLines): OutputListener {
  switch (style) {
    case 'none':
      return { before: () => {}, stop: () => {} };
    case 'grouped':
      return {
        before: (event, report) => {
          if (event.type === 'ended' && report.tasks.get(event.id)?.started !== undefined) showLog(dir, event.id, show);
        },
        stop: () => {},
      };
    case 'prefixed':
      return followLogs(dir, secrets, show);
    default:
      return style satisfies never;
  }
}

function showLog(dir: string, id: string, show: ShowLines): void {
  const path = logPath(dir, id);
  const text = readEnd(path);
  if (text === '') return;
  show(`         ${id} │ `, text.replace(/\n$/, '').split('\n'));
}

/** A task can put anything in its log's place: only a regular file is read, and nothing is waited for. */
function readEnd(path: string): string {
  const part = readFilePart(path, 'end', PRINTED);
  if (part.type !== 'read') return '';
  const start = part.size - part.bytes.length;
  const text = part.bytes.toString('utf8');
  return start === 0 ? text : `… ${start} bytes before this are in ${path}\n${text}`;
}
