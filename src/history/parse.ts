import { type HistoryLine, parseLine } from './line.ts';

/** A line with its text, which is what is kept: another version may have written more into it than this one reads. */
export interface Entry {
  readonly text: string;
  readonly line: HistoryLine;
}

/** What a history file holds. */
export interface ParsedHistory {
  /** In the file's order, the newest last; no two with the same text. */
  readonly entries: readonly Entry[];
  /** How many whole lines are none of ours; empty ones aside. */
  readonly foreign: number;
  /** True when bytes follow the last line break: somebody died in the middle of a write. They are no damage. */
  readonly torn: boolean;
}

/** Never throws, whatever the text is. */
export function parseHistory(text: string): ParsedHistory {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  const entries = new Map<string, Entry>();
  let foreign = 0;
  for (const line of lines) {
    // Of a run that took what another one was writing just then for half a line.
    if (line === '') continue;
    const parsed = parseLine(line);
    if (parsed === undefined) foreign += 1;
    // Two runs that write at the moment in which the file is made shorter may write a line twice.
    else entries.set(line, { text: line, line: parsed });
  }
  return { entries: [...entries.values()], foreign, torn };
}
