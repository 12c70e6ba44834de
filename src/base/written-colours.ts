import { sanitizeText } from './sanitize.ts';

/**
 * Colours as they are left in XML, which cannot contain the escape character: pytest writes `#x1B[31m`, some tools
 * write a reference that XML does not allow, `&#27;[31m`, and tools that drop the character write `[31m`. A bracket may follow `[5m` in a query such as `rate(x[5m])`, so that is no colour.
 */
const WRITTEN_COLOUR = /(?:#x1B|&#27;|&#x1B;)\[[\d;]{0,20}[A-Za-z]|\[(?:\d{1,3};)*(?:0|1|2|22|3\d|4\d|9[0-7])m(?!\])/gi;

/** A text of a results file without terminal sequences, so that files, lines and messages can be read from it. */
export function withoutColours(text: string): string {
  return sanitizeText(text).replace(WRITTEN_COLOUR, '');
}
