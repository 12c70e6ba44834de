/** Amounts in the syntax of a mission file, rounded as a person would write them. */

/** Rounded up to two significant digits: `7.4MB`, `640MB`, `2.3GB`. */
export function writeSize(bytes: number): string {
  const megabytes = bytes / 1024 ** 2;
  return megabytes <= 990 ? `${upToTwoDigits(megabytes)}MB` : `${upToTwoDigits(megabytes / 1024)}GB`;
}

function upToTwoDigits(value: number): number {
  const step = 10 ** Math.max(-1, Math.floor(Math.log10(Math.max(value, 1e-9))) - 1);
  // 2.3 / 0.1 is a little more than 23, so without this 2.3 would become 2.4.
  return Number((Math.max(1, Math.ceil(value / step - 1e-9)) * step).toFixed(1));
}

/** Nearest `350ms`, `4.2s`, `90s`, `4m10s`, `34m` or `1h35m`. */
export function writeDuration(milliseconds: number): string {
  if (milliseconds < 995) return `${Math.max(10, Math.round(milliseconds / 10) * 10)}ms`;
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1).replace('.0', '')}s`;
  if (milliseconds < 119_500) return `${Math.round(milliseconds / 1000)}s`;
  if (milliseconds < 595_000) {
    const seconds = Math.round(milliseconds / 10_000) * 10;
    return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? '' : `${seconds % 60}s`}`;
  }
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `${minutes}m`;
  const fives = Math.round(milliseconds / 300_000) * 5;
  return `${Math.floor(fives / 60)}h${fives % 60 === 0 ? '' : `${fives % 60}m`}`;
}
