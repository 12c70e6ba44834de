import type { WaitReason } from '../../schedule/events/event.ts';

/** The reasons for which the gate makes a launch wait, as every document and the page name them. */
export const waitWords: Readonly<Record<WaitReason, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  slots: 'workers',
  load: 'load',
  lock: 'lock',
  service: 'service',
};
