import { type HistoryLine, parseLine } from './line.ts';

/** A line with its text. The text is kept as it is: another version may have written more into it than this one reads. */
export interface Entry {
  readonly text: string;
  readonly line: HistoryLine;
}

/** Content of a history file. */
export interface ParsedHistory {
  /** In the file's order, the newest last; no two with the same text. */
  readonly entries: readonly Entry[];
  /** Number of whole lines that are not lines of a history, without empty ones. */
  readonly foreign: number;
  /** True if text follows the last line break: a process died while it wrote. That is not counted as damage. */
  readonly torn: boolean;
}

/** Never throws, whatever the text is. */
export function parseHistory(text: string): ParsedHistory {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  const entries = new Map<string, Entry>();
  let foreign = 0;
  for (const line of lines) {
    // A run took the line that another run was writing for half a line, and ended it.
    if (line === '') continue;
    const parsed = parseLine(line);
    if (parsed === undefined) foreign += 1;
    // Two runs that write while the file is being shortened may write a line twice.
    else entries.set(line, { text: line, line: parsed });
  }
  return { entries: [...entries.values()], foreign, torn };
}
