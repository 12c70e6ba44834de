/** A line of a log. */
export interface LogLine {
  /** Its number in the file, counted from 1. */
  readonly line: number;
  readonly text: string;
}
