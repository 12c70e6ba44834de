import type { WaitReason } from '../../schedule/events/event.ts';

/** What the gate may make somebody wait for, in every document and in the page. */
export const waitWords: Readonly<Record<WaitReason, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  slots: 'slots',
  load: 'load',
  lock: 'lock',
  service: 'service',
};
