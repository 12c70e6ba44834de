import type { WaitReason } from '../../schedule/events/event.ts';

/** Waits of the tasks of a part, in a mission over several runners, before the part begins. */
export type FleetWait = 'artifacts' | 'runner';

export const fleetWaits: readonly FleetWait[] = ['artifacts', 'runner'];

/** Milliseconds by what held the task back. Only tasks of a mission over several runners wait for runners and artifacts. */
export type Waited = Record<WaitReason, number> & Partial<Record<FleetWait, number>>;
