/** Events with a few plain fields. */

/** A signal asked the run to stop. The second one kills at once. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly at: number;
  /** Such as `SIGINT`; or another cause, such as `killed`. */
  readonly signal: string;
}

/** The grace period is over, or a second interruption came: its process tree is killed (KILL). */
export interface Killing {
  readonly type: 'killing';
  readonly at: number;
  readonly id: string;
}

/** A part of the run itself does not work, for example a log cannot be written. The run goes on, and the reports say so. */
export interface Degraded {
  readonly type: 'degraded';
  readonly at: number;
  readonly message: string;
}

/** Its wait between two attempts is over: it waits for admission again. */
export interface Requeued {
  readonly type: 'requeued';
  readonly at: number;
  readonly id: string;
  /** The attempt that follows. */
  readonly attempt: number;
}
