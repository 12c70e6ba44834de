import { formatDuration } from '../../report/text/format.ts';

/** `12 s`, `1m05s`: a growing duration, in whole seconds so that it does not flicker. */
export function secondsText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds === 0 ? '0 s' : formatDuration(seconds * 1000);
}

/** `0:12`, `1:50:00`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${two(minutes)}:${rest}`;
}

/** How many of `length` cells a share of a whole fills: no cell only for 0, every cell only for the whole. */
export function filledCells(value: number, whole: number, length: number): number {
  if (!(value > 0) || !(whole > 0)) return 0;
  if (value >= whole) return length;
  return Math.min(length - 1, Math.max(1, Math.round((length * value) / whole)));
}
