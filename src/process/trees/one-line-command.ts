import { sanitizeLine } from '../../base/sanitize.ts';

const longest = 200;

/** A command line for a report; arguments may be separated by NUL, as Linux keeps them. */
export function oneLineCommand(raw: string): string {
  const text = sanitizeLine(raw.replaceAll('\0', ' '));
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
