import { readFilePart } from '../files/read-part.ts';
import { escapeWorkflowCommands } from '../report/text/escape-workflow-commands.ts';

const maximumBytes = 256 * 1024;

/** The end of a task's log, ready to be printed. */
export interface LogTail {
  /** Inert; empty where there was no output. */
  readonly lines: readonly string[];
  /** True when there is more in the file than in `lines`. */
  readonly cut: boolean;
  /** Size of the whole log. */
  readonly bytes: number;
}

/** Reads at most the last 256 KiB, however large the log is. `undefined` where there is no readable log. */
export function readLogTail(path: string, maximumLines: number): LogTail | undefined {
  const part = readFilePart(path, 'end', maximumBytes);
  if (part.type !== 'read') return undefined;
  return tailOf(part.bytes.toString('utf8'), maximumLines, part.size > part.bytes.length, part.size);
}

function tailOf(text: string, maximumLines: number, beheaded: boolean, bytes: number): LogTail {
  const lines = [...escapeWorkflowCommands(text)];
  if (lines.at(-1) === '') lines.pop();
  if (beheaded && lines.length > 1) lines.shift();
  const cut = beheaded || lines.length > maximumLines;
  return { lines: lines.slice(-maximumLines), cut, bytes };
}
