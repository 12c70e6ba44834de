/*
 * `text/`: formats, without knowledge of a run.
 *
 * Escapes for Markdown, Mermaid and XML (this file) and for workflow commands (`escape-workflow-commands.ts`); Markdown of a
 * task as a quotation (`quote-untrusted-markdown.ts`); figures for people (`format.ts`), tables (`markdown-table.ts`), small
 * drawings (`sparkline.ts`); cutting of logs and lines (`log-tail.ts`, `first-line.ts`, `utf8-length.ts`).
 *
 * Invariants:
 * - Untrusted text comes out with the same visible characters and without effect: it opens no tag, link, fence, cell,
 *   heading or command, mentions no one on GitHub, and contains no control or reordering characters.
 * - Every function takes any text, also one that is not well-formed.
 * - Formats do not depend on the locale or the time zone of the machine.
 *
 * Not here: redaction of secrets, which happens before an event is recorded (`src/secrets`, `src/run/secrecy`).
 */
import { sanitizeLine, sanitizeText } from '../../base/sanitize.ts';

/** Escapes untrusted text for the format it goes into: it is shown as it is and has no effect there. */

/*
 * An expression with classes of Unicode takes up to a millisecond to create and to compile, and most runs need none. Those are therefore
 * created where they are used, after an expression for plain ASCII, empty text included.
 */

const nothingSpecialInAscii = /^(?:[A-Za-z0-9/][A-Za-z0-9 .,:;()/'"?!=-]*)?$/;

function hasNothingSpecial(text: string): boolean {
  return nothingSpecialInAscii.test(text) || /^[\p{L}\p{N}][\p{L}\p{N} .,:;()/'"?!=-]*$/u.test(text);
}

/** One line for a Markdown paragraph or table cell. */
export function markdownText(text: string): string {
  // Most names need no escape, and the master report is written several times a second.
  if (hasNothingSpecial(text) && !/^\d+[.)]|\w:\/\/|www\.| {2}| $/i.test(text)) return text;
  const line = sanitizeLine(text);
  return line
    .replace(/[\\`*[\]<>|~$&#@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (character, index: number) =>
      escaped(character, line[index + 1]),
    )
    .replace(/^([-+=]|\d+[.)])/, (marker) => `${marker.slice(0, -1)}\\${marker.at(-1)}`)
    .replace(/(:)(?=\/\/)|(?<=www)\./gi, (character) => `${character}&#8203;`);
}

const plainCode = /^[\w.,()/-]+$/;

function escaped(character: string, next: string | undefined): string {
  switch (character) {
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '&':
      return '&amp;';
    case '@':
    case '#':
      // A backslash does not stop GitHub from linking people and issues; a zero-width space does.
      return next !== undefined && /\w/.test(next) ? `${character}&#8203;` : `\\${character}`;
    default:
      return `\\${character}`;
  }
}

/** One line as a code span. In a table cell a bar must be escaped even there; elsewhere the backslash would show. */
export function markdownCode(text: string, place: 'cell' | 'text' = 'cell'): string {
  if (plainCode.test(text)) return `\`${text}\``;
  const line = sanitizeLine(text);
  if (line === '') return '';
  const ticks = '`'.repeat(longestRun(line, /`+/g) + 1);
  const padded = line.startsWith('`') || line.endsWith('`') ? ` ${line} ` : line;
  return `${ticks}${place === 'cell' ? padded.replaceAll('|', '\\|') : padded}${ticks}`;
}

/** Lines as a fenced block that no line of them can close. */
export function fencedBlock(text: string, language = 'text'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, /`+/g) + 1));
  return `${fence}${language}\n${sanitizeText(text).replace(/\n+$/, '')}\n${fence}`;
}

/** The target of a Markdown link: a relative path. */
export function markdownTarget(path: string): string {
  if (/^[\w./-]+$/.test(path)) return path;
  const steps = path.replaceAll('\\', '/').split('/');
  return steps.map((step) => encodeURIComponent(sanitizeLine(step)).replace(/[()']/g, percentCode)).join('/');
}

function percentCode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

const plainLabel = /^[\w .,()/+'=!?-]*$/;

/** A label in a Mermaid chart. A gantt chart has no quoting, so only letters, digits and harmless signs are kept. */
export function mermaidText(text: string): string {
  const line = sanitizeLine(text);
  if (plainLabel.test(line)) return line;
  return line
    .replace(/[^\p{L}\p{N}\p{M} .,_()/+'=!?·-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

/** Text content or an attribute value in XML, without the characters that XML 1.0 does not allow. */
export function xmlText(text: string): string {
  // `>` too: it makes `]]>` harmless.
  return sanitizeText(text).replace(/[&<>"']/g, (character) => xmlEntities[character] ?? '');
}

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function longestRun(text: string, runs: RegExp): number {
  let longest = 0;
  if (text.search(runs) === -1) return longest;
  for (const run of text.matchAll(runs)) longest = Math.max(longest, run[0].length);
  return longest;
}
