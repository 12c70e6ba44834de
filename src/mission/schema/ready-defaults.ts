import type { Ready } from '../model/mission.ts';

/** What holds for a service that says how it is ready and nothing more; milliseconds. */
export const READY_DEFAULTS: Pick<Ready, 'timeout' | 'interval'> = { timeout: 30_000, interval: 200 };
