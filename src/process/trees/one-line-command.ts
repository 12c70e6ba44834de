import { cleanText } from '../../base/strip-terminal.ts';

const longest = 200;

/** A command line for a report; arguments may be separated by NUL, as Linux keeps them. */
export function oneLineCommand(raw: string): string {
  const text = cleanText(raw.replace(/[\0\n\r\t ]+/g, ' ')).trim();
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
