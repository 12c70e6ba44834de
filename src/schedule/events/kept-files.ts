/** Files of a task that were copied to `files/ID/` of the run's folder. */
export interface KeptFiles {
  readonly count: number;
  /** Bytes of all of them. */
  readonly bytes: number;
  /** Paths below `files/ID/`, with `/`, sorted: the first 100. */
  readonly files: readonly string[];
  /** A sentence about files that were left out, with the limit. */
  readonly note?: string;
}
