import type { WaitReason } from '../../schedule/events/event.ts';

/** Milliseconds by what held the task back. */
export type Waited = Record<WaitReason, number>;
