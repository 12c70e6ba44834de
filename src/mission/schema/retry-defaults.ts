import type { Retry } from '../model/mission.ts';

/** What holds for a `retry` that says only how often; milliseconds. */
export const RETRY_DEFAULTS: Omit<Retry, 'attempts'> = { delay: 0, backoff: 1, on: ['failure', 'timeout'] };
