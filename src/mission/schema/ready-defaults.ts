import type { Ready } from '../model/mission.ts';

/** Milliseconds that the setup of a service may take: filling a database takes longer than its start. */
export const SETUP_TIMEOUT = 300_000;

/**
 * Defaults of `ready`, in milliseconds. The timeout is long enough for most services, and short enough to notice a wrong port. The
 * interval is constant, because with growing intervals a slow service would be noticed late. A try costs next to nothing.
 */
export const READY_DEFAULTS: Pick<Ready, 'timeout' | 'interval'> = { timeout: 30_000, interval: 200 };
