import type { WaitReason } from '../events/event.ts';

/** Why a task may not start now. */
export interface Block {
  readonly reason: WaitReason;
  /** A sentence with the figures. */
  readonly detail: string;
}
