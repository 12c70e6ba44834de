/*
 * This folder reads what an attempt left behind, so that reports need nothing but the journal: the end of its log, its outputs, its report, its
 * test results, and whether it wrote its deliverable.
 *
 * `run-steps.ts` redacts the files of the attempt first, then `collectResults` reads the test results, and at the end of the
 * attempt `collectLeftBehind` reads the rest. `redactLeftBehind` is the last stop before the journal.
 *
 * Invariants:
 * - A task may have replaced any of these files by anything: links are not followed, pipes are not waited for.
 * - Every part has a limit, and a part that is missing or cut says so.
 * - Outputs are all or nothing: half of them would let other tasks compute with a missing value.
 * - Nothing throws.
 *
 * Not done here: the verdict (`schedule/attempt.ts`).
 */
import { sanitizeBytes, sanitizeOutput } from '../../base/sanitize.ts';
import { deliverableState, type FileState, wasWritten } from '../../files/file-state.ts';
import type { Task } from '../../mission/model/mission.ts';
import type { LeftBehind } from '../../schedule/events/event.ts';
import { readRedactedStart } from '../../secrets/read-redacted.ts';
import type { Redactor } from '../../secrets/redact.ts';
import type { TaskFiles } from '../contract/task-files.ts';
import { readLogTail } from '../logs/read-tail.ts';
import { decodeText } from './decode-text.ts';
import { type Outputs, readOutputs } from './read-outputs.ts';

/** Bytes of MISSION_REPORT that are kept. */
const reportBytes = 256 * 1024;

/**
 * Reads what an attempt left behind. Never throws: what cannot be read is said in its place.
 *
 * @param before the deliverable's state before the attempt; undefined when it was never launched.
 * @param outputsAreLost whether the files of the attempt were removed while it ran
 */
export function collectLeftBehind(
  task: Task,
  root: string,
  files: TaskFiles,
  before: FileState | undefined,
  redactor: Redactor,
  outputsAreLost: boolean,
): LeftBehind {
  const outputs = outputsAreLost ? outputsLost : readOutputs(files.output, redactor.redactText);
  const written =
    task.deliverable !== undefined &&
    before !== undefined &&
    wasWritten(before, deliverableState(root, task.deliverable));
  return {
    ...collectTexts(files, redactor),
    ...(outputs.type === 'outputs' ? { outputs: outputs.values } : {}),
    ...(outputs.type === 'rejected' ? { outputsRejected: outputs.message } : {}),
    ...(written ? { wroteDeliverable: true } : {}),
  };
}

/** The end of the log and the report, redacted. Never throws. */
export function collectTexts(files: TaskFiles, redactor: Redactor): LeftBehind {
  const report = readReport(files.report, redactor);
  return { ...readLogTail(files.log, redactor), ...(report === '' ? {} : { report }) };
}

/** A task that cleans up all temporary files removes the values that another one has written, and later steps write to a new file. */
const outputsLost: Outputs = {
  type: 'rejected',
  message:
    'MISSION_OUTPUT was rejected: its folder was removed while the task ran, and values with it; find the task that removes all temporary files',
};

/** A report is for people: what is missing of it is said in it, and fails no task. */
function readReport(path: string, redactor: Redactor): string {
  const part = readRedactedStart(path, reportBytes, redactor);
  switch (part.type) {
    case 'absent':
      return '';
    case 'unreadable':
      return `(MISSION_REPORT could not be read: ${part.message})`;
    case 'read':
      if (part.size <= reportBytes) {
        // Windows PowerShell writes UTF-16, in which every second byte would be a control character.
        const decoded = decodeText(part.bytes);
        return decoded.type === 'text' ? sanitizeOutput(decoded.text) : sanitizeBytes(part.bytes, false);
      }
      return `${sanitizeBytes(wholeLines(part.bytes), false)}\n(MISSION_REPORT was cut: ${part.size} bytes were written, the first ${reportBytes} are kept.)\n`;
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
