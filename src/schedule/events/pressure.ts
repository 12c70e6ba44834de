/** How short memory is, and what a task adds to it: the figures of a decision to pause or evict it. */
export interface Pressure {
  /** Name of the constraint whose memory is critical, such as `machine`; absent if only percentages are measured. */
  readonly constraint?: string;
  /** Percent of its memory in use; absent if it was not measured. */
  readonly memory?: number;
  /** Percent from which on memory is critical. */
  readonly critical: number;
  /** Bytes that the task used; absent if it was not measured. */
  readonly used?: number;
  /** Bytes by which it had grown in about the last second; absent if it was not measured. */
  readonly grown?: number;
}
