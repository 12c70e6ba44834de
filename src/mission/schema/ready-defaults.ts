import type { Ready } from '../model/mission.ts';

/** Defaults of `ready`, in milliseconds. */
export const READY_DEFAULTS: Pick<Ready, 'timeout' | 'interval'> = { timeout: 30_000, interval: 200 };
