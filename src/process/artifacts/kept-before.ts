/** What was kept of one attempt until now: its files are copied after its steps, and again after each step of its `finally`. */
export interface KeptBefore {
  /** By path: the state of the file when it was copied, and its bytes. */
  readonly files: Map<string, { readonly state: string; readonly bytes: number }>;
  /** Paths that a pattern matched. */
  readonly found: Set<string>;
  /** Patterns that matched a file. */
  readonly patterns: Set<string>;
  /** Problems of copies that tasks of other parts need: they stay problems. */
  readonly problems: Set<string>;
  /** True once files were copied. */
  isBegun: boolean;
}

export function nothingKept(): KeptBefore {
  return { files: new Map(), found: new Set(), patterns: new Set(), problems: new Set(), isBegun: false };
}
