/** A finding about a mission file, with its place: the value that expected failures travel as. */

export type Severity = 'error' | 'warning' | 'hint';

/** 1-based; the end is exclusive, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedPlace {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Diagnostic extends Place {
  /** As the user named it. */
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
