/** What the loop has to do in the world after a step; a closed union. */
export type Effect = StartEffect | TerminateEffect | KillEffect;

/** Start this step's process; answered by `step-started` and `step-exited`, or by `spawn-failed`. */
export interface StartEffect {
  readonly type: 'start';
  readonly id: string;
  readonly attempt: number;
  readonly step: number;
}

/** Ask its process tree to end. */
export interface TerminateEffect {
  readonly type: 'terminate';
  readonly id: string;
}

/** Kill its process tree. */
export interface KillEffect {
  readonly type: 'kill';
  readonly id: string;
}
