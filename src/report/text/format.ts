/** Figures for people, independent of the machine's locale. */

/** Shown instead of a value that is unknown or does not apply. */
export const dash = '–';

/** Milliseconds as `350 ms`, `12.3 s`, `2m05s`, `30m` or `4h50m`. */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  const rounded = Math.round(Math.abs(milliseconds));
  if (rounded < 1000) return `${sign}${rounded} ms`;
  const tenths = Math.round(rounded / 100);
  if (tenths < 600) return `${sign}${trimmed(tenths / 10, 1)} s`;
  const seconds = Math.round(rounded / 1000);
  if (seconds < 3600) {
    const rest = seconds % 60;
    return `${sign}${Math.floor(seconds / 60)}m${rest === 0 ? '' : `${two(rest)}s`}`;
  }
  const minutes = Math.round(rounded / 60_000);
  return `${sign}${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

/**
 * Time since the start as on a clock: `1:50:00`; in a run of less than an hour `12:34`, and of less than ten minutes with tenths, `0:03.2`. Rounded in the
 * same way as durations, so that a task that starts at 0:00.0 and takes 3.3 s ends at 0:03.3.
 */
export function formatOffset(milliseconds: number, total: number): string {
  if (total < 600_000) {
    const tenths = Math.round(milliseconds / 100);
    return `${Math.floor(tenths / 600)}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  }
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (total < 3_600_000 && minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** `26.6 %`, `25 %`; undefined gives a dash. */
export function formatPercent(value: number | undefined): string {
  return value === undefined ? dash : `${trimmed(value, 1)} %`;
}

/**
 * One duration against another: `12.5 % less`, `equal`, `3.2 times as long`, `16 times as long`; '' if `other` is 0. A
 * percentage of several hundred is harder to read than a factor, and its decimals mean nothing.
 */
export function formatAgainst(duration: number, other: number): string {
  if (other <= 0) return '';
  const factor = duration / other;
  if (factor >= 2) return `${trimmed(factor, factor < 9.95 ? 1 : 0)} times as long`;
  const difference = 100 * (1 - factor);
  if (Math.abs(difference) < 0.05) return 'equal';
  return `${formatPercent(Math.abs(difference))} ${difference > 0 ? 'less' : 'more'}`;
}

/** The same as a phrase: `12.5 % less than staged`, `as long as staged`, `16 times as long as staged`; '' if `other` is 0. */
export function formatAgainstNamed(duration: number, other: number, name: string): string {
  const text = formatAgainst(duration, other);
  if (text === '') return '';
  if (text === 'equal') return `as long as ${name}`;
  return `${text} ${text.endsWith('as long') ? 'as' : 'than'} ${name}`;
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes as `640 B`, `1.5 MiB`, `2 GiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${trimmed(value, unit === 0 ? 0 : 1)} ${units[unit]}`;
}

/** At most `decimals` decimals, without trailing zeros. */
export function trimmed(value: number, decimals: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(decimals));
  // A rounded -0.04 would print as -0.
  return String(rounded === 0 ? 0 : rounded);
}

/** `1 task`, `2 tasks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `4 CPUs`; `1.5 CPUs` for the share of a container. */
export function formatCpus(cpus: number): string {
  return plural(Number(cpus.toFixed(2)), 'CPU');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
