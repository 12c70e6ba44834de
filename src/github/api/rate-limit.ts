/** Milliseconds to wait if an answer gives no time, as GitHub's documentation of its rate limits asks for. */
const USUAL_DELAY = 60_000;

/** Milliseconds. A run does not last longer than that, and clocks may differ. */
const LONGEST_DELAY = 6 * 3_600_000;

/**
 * How many milliseconds to wait if an answer says that too many requests were made; undefined if it says something else. GitHub answers 429, or 403
 * as for a missing permission, so that 403 needs a sign: a header, or the words of the message.
 *
 * @param now wall clock, milliseconds
 */
export function delayOf(
  status: number,
  headers: Pick<Headers, 'get'>,
  message: string,
  now: number,
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = secondsIn(headers.get('retry-after'));
  if (after !== undefined) return bounded(after * 1000);
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = secondsIn(headers.get('x-ratelimit-reset'));
    return bounded(reset === undefined ? USUAL_DELAY : reset * 1000 - now);
  }
  return status === 429 || /rate limit|abuse/i.test(message) ? USUAL_DELAY : undefined;
}

function secondsIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

function bounded(delay: number): number {
  return Math.min(LONGEST_DELAY, Math.max(1000, delay));
}
