import { markdownText } from './escape.ts';

/** An ISO 8601 time as `2026-11-23 03:28:00 UTC`. */
export function wallClock(time: string): string {
  const iso = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time);
  return iso === null ? markdownText(time) : `${iso[1]} ${iso[2]} UTC`;
}
