import type { Retry } from '../model/mission.ts';

/** Defaults of `retry`, in milliseconds. */
export const RETRY_DEFAULTS: Omit<Retry, 'attempts'> = { delay: 0, backoff: 1, on: ['failure', 'timeout'] };
