/** How a task ended. */
export type EndStatus = 'succeeded' | 'failed' | 'timed-out' | 'cancelled' | 'skipped' | 'not-needed';
