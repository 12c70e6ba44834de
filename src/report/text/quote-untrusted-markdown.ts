import { sanitizeText } from '../../base/sanitize.ts';

const fencePattern = /^(\s*(?:(?:[-*+]|\d+[.)]|>)\s*)*)(`{3,}|~{3,})(.*)$/;

/**
 * Markdown that a task wrote, as a quotation: an open fence, list or table ends with the quotation. HTML in it is shown as
 * text. Its headings are moved below `level`, the level of the heading above the quotation.
 */
export function quoteUntrustedMarkdown(text: string, level: number): string {
  const lines: string[] = [];
  let fence: string | undefined;
  // Inside lists and quotations a fence ends with its container, which only a full parser can detect: from there on
  // everything is escaped, at worst visibly in code.
  let unsure = false;
  let codeIsOpen = false;
  for (const line of sanitizeText(text).trimEnd().split('\n')) {
    const match = fencePattern.exec(line);
    const marker = match?.[2];
    if (fence !== undefined) {
      if (marker?.startsWith(fence) && match?.[1] === '' && match[3]?.trim() === '') fence = undefined;
      else if (marker !== undefined && match?.[1] !== '') unsure = true;
      lines.push(unsure ? escapeTags(line) : line);
      continue;
    }
    if (marker !== undefined && !(marker.startsWith('`') && match?.[3]?.includes('`'))) {
      if (match?.[1] === '' && !unsure) {
        fence = marker;
        codeIsOpen = false;
      } else {
        unsure = true;
      }
      lines.push(escapeTags(line));
      continue;
    }
    if (line.trim() === '') codeIsOpen = false;
    const heading = promoteUnderline(lines, line, level);
    if (heading) continue;
    const pieces = unsure || codeIsOpen ? undefined : codePieces(line);
    if (pieces === undefined && line.includes('`')) codeIsOpen = true;
    const escaped = pieces === undefined ? escapeTags(line) : pieces.map(escapePiece).join('');
    lines.push(demoted(escaped, level));
  }
  if (fence !== undefined) lines.push(fence);
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

/** `Title` above `====` or `----` becomes a heading with `#`, which can be moved down. */
function promoteUnderline(lines: string[], line: string, level: number): boolean {
  const previous = lines.at(-1);
  if (previous === undefined || !/^[\p{L}\p{N}*_`[(]/u.test(previous)) return false;
  const underline = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
  if (underline === undefined) return false;
  lines[lines.length - 1] = demoted(`${underline.startsWith('=') ? '#' : '##'} ${previous}`, level);
  return true;
}

function demoted(line: string, level: number): string {
  return line.replace(/^( {0,3})(#{1,6})(?=\s|$)/, (_, indent: string, marks: string) => {
    return `${indent}${'#'.repeat(Math.min(6, marks.length + level))}`;
  });
}

/** A line split at its code spans (odd parts are code); undefined if a span may continue in the next line. */
function codePieces(line: string): string[] | undefined {
  // A bar may split cells of a table before code spans are found, and a backslash may escape a backtick.
  if (line.includes('|') || line.includes('\\`')) return line.includes('`') ? undefined : [line];
  const pieces: string[] = [];
  let rest = line;
  for (;;) {
    const open = /`+/.exec(rest);
    if (open === null) return [...pieces, rest];
    const ticks = open[0];
    const after = rest.slice(open.index + ticks.length);
    const close = closingRun(after, ticks.length);
    if (close === undefined) return undefined;
    pieces.push(rest.slice(0, open.index), ticks + after.slice(0, close) + ticks);
    rest = after.slice(close + ticks.length);
  }
}

function closingRun(text: string, length: number): number | undefined {
  for (const run of text.matchAll(/`+/g)) if (run[0].length === length) return run.index;
  return undefined;
}

function escapePiece(piece: string, index: number): string {
  return index % 2 === 1 ? piece : escapeTags(piece);
}

function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;');
}
