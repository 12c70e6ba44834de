/** Durations and sizes as a mission file writes them, turned into milliseconds and bytes. */

export type Amount =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/** Largest first, each unit at most once: `1h30m`, never `30m1h`. Also the pattern that editors check. */
export const DURATION_PATTERN =
  '^(?=\\d)(?:(\\d+(?:\\.\\d+)?)d)?(?:(\\d+(?:\\.\\d+)?)h)?(?:(\\d+(?:\\.\\d+)?)m)?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?$';

export const SIZE_PATTERN = '^(\\d+(?:\\.\\d+)?)(B|[KMGT]i?B)$';

/** Timers of the platform overflow past 2^31 - 1 ms and then fire at once, so no duration may be longer. */
export const LONGEST_DURATION = 24 * 86_400_000;

const DURATION = new RegExp(DURATION_PATTERN);
const SIZE = new RegExp(SIZE_PATTERN);
const DURATION_UNITS = [86_400_000, 3_600_000, 60_000, 1000, 1];
const SIZE_POWERS: Readonly<Record<string, number>> = { B: 0, K: 1, M: 2, G: 3, T: 4 };
const NUMBER = /^\d+(?:\.\d+)?$/;
/** A longer amount is a mistake. */
const LONGEST_TEXT = 64;

/** Whole milliseconds of `500ms`, `90s`, `30m`, `1h30m`, `2d`; fractions such as `1.5h` are fine. At most 24 days. */
export function parseDuration(text: string): Amount {
  if (NUMBER.test(text)) return bareNumber(text, 'duration', ['s', 'm']);
  const match = text.length > LONGEST_TEXT ? null : DURATION.exec(text);
  if (match === null) {
    return {
      ok: false,
      problem: 'expected a duration',
      hint: 'write numbers with units, the largest first: `500ms`, `90s`, `30m`, `1h30m`, `2d`',
    };
  }
  const milliseconds = DURATION_UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
  if (milliseconds > LONGEST_DURATION) {
    return { ok: false, problem: 'expected a duration of at most 24 days', hint: 'the longest duration is `24d`' };
  }
  return { ok: true, value: Math.round(milliseconds) };
}

/** Whole bytes of `512MB` or `2GB`. Steps of 1024, as runners' documentation counts; `MiB` is the same as `MB`. */
export function parseSize(text: string): Amount {
  if (NUMBER.test(text)) return bareNumber(text, 'size', ['MB', 'GB']);
  const match = text.length > LONGEST_TEXT ? null : SIZE.exec(text);
  if (match === null) {
    return {
      ok: false,
      problem: 'expected a size',
      hint: 'write a number and a unit: `512MB`, `2GB` (B, KB, MB, GB, TB, in steps of 1024)',
    };
  }
  const bytes = Number(match[1]) * 1024 ** (SIZE_POWERS[match[2]?.[0] ?? 'B'] ?? 0);
  if (bytes > Number.MAX_SAFE_INTEGER) {
    return { ok: false, problem: 'expected a size below 8192 TB', hint: 'no machine has that much memory' };
  }
  return { ok: true, value: Math.round(bytes) };
}

function bareNumber(text: string, what: string, units: readonly [string, string]): Amount {
  return {
    ok: false,
    problem: `expected a ${what} with a unit`,
    hint: `write \`${text}${units[0]}\` or \`${text}${units[1]}\``,
  };
}
