import { cutTail, type Tail } from '../../base/cut-tail.ts';
import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';
import { readRedactedTail } from '../../secrets/read-redacted.ts';
import type { Redactor } from '../../secrets/redact.ts';

const mostBytes = 256 * 1024;

/** The end of a task's log, redacted and escaped: no line of it can be a workflow command. Without lines if there was no output. */
export interface LogTail extends Tail {
  /** Size of the whole log. */
  readonly bytes: number;
}

/** Reads at most the last 256 KiB, however large the log is. `undefined` if there is no readable log. */
export function readLogTail(path: string, mostLines: number, redactor: Redactor): LogTail | undefined {
  const tail = readRedactedTail(path, mostBytes, redactor);
  if (tail.type !== 'read') return undefined;
  const bounds = { lines: mostLines, characters: Number.POSITIVE_INFINITY };
  return { ...cutTail([...escapeWorkflowCommands(tail.text)], bounds, tail.beheaded), bytes: tail.size };
}
