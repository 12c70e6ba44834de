import type { LogLine } from '../schedule/events/log-line.ts';
import type { SetupLog } from '../schedule/events/service.ts';
import type { Redactor } from '../secrets/redact.ts';
import { readCauses } from './collect/read-causes.ts';
import { SETUP_LINE } from './logs/begin-of-attempt.ts';
import { readLogTail } from './logs/read-tail.ts';

/** Characters of a line of the log that a message shows. */
const LONGEST_LINE = 200;

/** The log of a service, which is not redacted while the service runs. */
export interface ServiceLog {
  readonly path: string;
  readonly redactor: Redactor;
}

/** Redacted. */
export interface SetupFailure {
  readonly message: string;
  readonly setupLog: SetupLog;
}

/**
 * Reads what a failed setup wrote before its failure is reported, because the service adds lines while it is stopped.
 *
 * @param message how the setup ended, as a clause
 * @returns stops it; `found` is not called after that
 */
export function readFailedSetup(
  { path, redactor }: ServiceLog,
  message: string,
  found: (failure: SetupFailure) => void,
): () => void {
  let isStopped = false;
  void readCauses({ path, redactor, part: { setup: true }, isWanted: () => !isStopped }).then(
    ({ causes, lastLines }) => {
      if (isStopped) return;
      const logTail = fromSetup(readLogTail(path, redactor).logTail);
      const text = `${message}${causeText(causes[0], lastLines.at(-1))}; see the end of its log ${logName(path)}`;
      const setupLog = { logTail, ...(causes.length === 0 ? {} : { causes }) };
      found({ message: redactor.redactText(text), setupLog });
    },
  );
  return () => {
    isStopped = true;
  };
}

/** The lines from the beginning of the newest setup on; all of them if it wrote more than these. */
function fromSetup(logTail: string): string {
  const lines = logTail.split('\n');
  return lines.slice(Math.max(0, lines.lastIndexOf(SETUP_LINE))).join('\n');
}

/** The first line that looks like the cause, or else the last line, as in the reasons of tasks. */
function causeText(cause: LogLine | undefined, last: LogLine | undefined): string {
  const shown = cause ?? last;
  if (shown === undefined) return '';
  const { line, text } = shown;
  const where = cause === undefined ? ', at the end of its log' : ' of its log';
  return `; line ${line}${where}: ${text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1)}…`}`;
}

/** The log as the reports name it: relative to the folder of the run. */
function logName(path: string): string {
  return path.split(/[\\/]/).slice(-2).join('/');
}
