import type { WaitReason } from '../../schedule/events/event.ts';
import type { FleetWait } from '../model/waited.ts';

/** What a task of a mission over several runners waits for before its part begins. */
export const fleetWaitWords: Readonly<Record<FleetWait, string>> = { artifacts: 'artifacts', runner: 'a runner' };

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
