import type { WaitReason } from '../../schedule/events/event.ts';

/** Names of the reasons for which the gate delays a launch, in every document and on the page. */
export const waitWords: Readonly<Record<WaitReason, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  slots: 'workers',
  load: 'load',
  lock: 'lock',
  pool: 'pool',
  service: 'service',
};
