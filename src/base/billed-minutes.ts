/** Milliseconds. */
const MINUTE = 60_000;

/** The minutes for which GitHub bills a job of this duration in milliseconds: each started one counts, and a job has at least one. */
export function billedMinutes(duration: number): number {
  return Math.max(1, Math.ceil(duration / MINUTE));
}
