/** The line above the output of a setup in the log of its service. */
export const SETUP_LINE = '▶ setup';

/** A launch of a task, of which its log may have several. */
export interface LoggedLaunch {
  readonly attempt: number;
  /** How often the task has been evicted before; absent for never. */
  readonly evictions?: number;
}

/**
 * The line that separates a launch from those before it in the log; undefined for the first one. An evicted task repeats its attempt, so
 * the number of the attempt alone would not say where the launch begins.
 */
export function beginOfAttempt({ attempt, evictions = 0 }: LoggedLaunch): string | undefined {
  if (evictions > 0) return `▶ attempt ${attempt}, after ${evictions === 1 ? 'an eviction' : `${evictions} evictions`}`;
  return attempt > 1 ? `▶ attempt ${attempt}` : undefined;
}
