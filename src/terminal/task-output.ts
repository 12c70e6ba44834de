import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Secrets } from '../process/secrets.ts';
import { followLogs } from './follow-logs.ts';
import { logPath, type OutputListener } from './output-listener.ts';
import { print } from './print.ts';

export type LogStyle = 'grouped' | 'prefixed' | 'none';

export const LOG_STYLES: readonly LogStyle[] = ['grouped', 'prefixed', 'none'];

/** At most so much of a log is printed; the whole of it is in its file. */
const PRINTED = 256 * 1024;

/** What it prints while a task runs is masked here; a log that has ended is masked already. */
export function taskOutput(style: LogStyle, dir: string, secrets: Secrets): OutputListener {
  switch (style) {
    case 'none':
      return { before: () => {}, stop: () => {} };
    case 'grouped':
      return {
        before: (event, report) => {
          if (event.type === 'ended' && report.tasks.get(event.id)?.started !== undefined) printLog(dir, event.id);
        },
        stop: () => {},
      };
    case 'prefixed':
      return followLogs(dir, secrets);
    default:
      return style satisfies never;
  }
}

function printLog(dir: string, id: string): void {
  const path = logPath(dir, id);
  const text = readEnd(path);
  if (text === '') return;
  const lines = text.replace(/\n$/, '').split('\n');
  print(`${lines.map((line) => `         ${id} │ ${line}`).join('\n')}\n`);
}

function readEnd(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(file);
    const start = Math.max(0, size - PRINTED);
    const buffer = Buffer.alloc(size - start);
    const length = readSync(file, buffer, 0, buffer.length, start);
    const text = buffer.toString('utf8', 0, length);
    return start === 0 ? text : `… ${start} bytes before this are in ${path}\n${text}`;
  } finally {
    closeSync(file);
  }
}
