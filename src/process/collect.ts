import { lstatSync } from 'node:fs';
import type { Task } from '../mission/mission.ts';
import type { LeftBehind } from '../schedule/event.ts';
import { cleanBytes } from './clean-text.ts';
import { deliverableState, type FileState, wasWritten } from './deliverable.ts';
import { readFilePart } from './read-file-part.ts';
import { readOutputs } from './read-outputs.ts';
import type { TaskFiles } from './task-files.ts';

/** Lines and UTF-8 bytes of a log that travel with its event. */
const tailLines = 50;
const tailBytes = 8 * 1024;
/** More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32 * 1024;
const reportBytes = 256 * 1024;

/**
 * Reads what an attempt left behind. Never throws: what cannot be read is said in its place.
 *
 * @param before the deliverable's state before the task's first launch; undefined when it was never launched.
 */
export function collectLeftBehind(
  task: Task,
  root: string,
  files: TaskFiles,
  before: FileState | undefined,
): LeftBehind {
  const outputs = readOutputs(files.output);
  const report = readReport(files.report);
  const written =
    task.deliverable !== undefined &&
    before !== undefined &&
    wasWritten(before, deliverableState(root, task.deliverable));
  return {
    ...readLog(files.log),
    ...(outputs.type === 'outputs' ? { outputs: outputs.values } : {}),
    ...(outputs.type === 'rejected' ? { outputsRejected: outputs.message } : {}),
    ...(report === '' ? {} : { report }),
    ...(written ? { wroteDeliverable: true } : {}),
  };
}

function readLog(path: string): { readonly logTail: string; readonly logBytes: number } {
  const part = readFilePart(path, 'end', tailRead);
  switch (part.type) {
    case 'absent':
      return { logTail: '', logBytes: 0 };
    case 'unreadable':
      return { logTail: `(the log could not be read: ${part.message})`, logBytes: sizeOf(path) };
    case 'read':
      return { logTail: tailOf(part.bytes, part.size > part.bytes.length), logBytes: part.size };
  }
}

function tailOf(bytes: Uint8Array, cut: boolean): string {
  const lines = cleanBytes(bytes, cut).replace(/\n+$/, '').split('\n');
  // The first line is the end of a longer one; alone, it is better than nothing.
  if (cut && lines.length > 1) lines.shift();
  return lastBytes(lines.slice(-tailLines));
}

/** Whole lines as far as they fit; of a single line that does not fit, its end. */
function lastBytes(lines: readonly string[]): string {
  let first = lines.length;
  let size = -1;
  while (first > 0) {
    size += Buffer.byteLength(lines[first - 1] ?? '') + 1;
    if (size > tailBytes) break;
    first--;
  }
  if (first < lines.length) return lines.slice(first).join('\n');
  return cleanBytes(Buffer.from(lines.at(-1) ?? '').subarray(-tailBytes), true);
}

function readReport(path: string): string {
  const part = readFilePart(path, 'start', reportBytes);
  switch (part.type) {
    case 'absent':
      return '';
    case 'unreadable':
      return `(MISSION_REPORT could not be read: ${part.message})`;
    case 'read':
      if (part.size <= reportBytes) return cleanBytes(part.bytes, false);
      return `${cleanBytes(wholeLines(part.bytes), false)}\n(MISSION_REPORT was cut: ${part.size} bytes were written, the first ${reportBytes} are kept.)\n`;
  }
}

/** Without the last line, which is cut; all of it when there is only one, without half a character. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a);
  if (end >= 0) return bytes.subarray(0, end + 1);
  let last = bytes.length;
  while (last > 0 && ((bytes[last - 1] ?? 0) & 0xc0) === 0x80) last--;
  return bytes.subarray(0, Math.max(0, last - 1));
}

function sizeOf(path: string): number {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
