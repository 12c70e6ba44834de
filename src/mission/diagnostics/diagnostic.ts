/** A finding about a mission file, with its place: the value that expected failures travel as. */

export type Severity = 'error' | 'warning' | 'hint';

/** 1-based; the end is exclusive, as editors count. */
export interface Place {
  /** The included file, as it is shown; absent: the main file. */
  readonly file?: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedPlace {
  /** Absent: the file of the finding itself. In a finding that is not collected yet, absent: the main file. */
  readonly file?: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Diagnostic extends Place {
  /** As the user named it; an included file by its path from there. */
  readonly file: string;
  readonly severity: Severity;
  /** Stable name of the kind of finding, such as `unknown-key`. */
  readonly code: string;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly related?: readonly RelatedPlace[];
}
