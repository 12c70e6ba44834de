/** The same mission on hosted runners in one way. */
export interface JobsCost {
  readonly jobs: number;
  /** Started minutes of all jobs. */
  readonly minutes: number;
  /** Milliseconds from the start of the first job to the end of the last one. */
  readonly time: number;
}
