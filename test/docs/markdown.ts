import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts of Markdown that the tests need to compare the documents with the code. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folders with Markdown that tools or runs write, or that is invalid on purpose. */
const generated =
  /(?:^|[\\/])(?:node_modules|\.[a-z]+|dist|golden|fixtures|scratch[^\\/]*|agent-reports|test-results)[\\/]/;

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every Markdown file that is written by hand, relative to the root. */
export function documentPaths(): readonly string[] {
  return globSync('**/*.md', { cwd: root, exclude: (path) => generated.test(`${path}/`) }).map((path) =>
    path.replaceAll('\\', '/'),
  );
}

export interface Section {
  readonly level: number;
  readonly heading: string;
  /** Up to the next heading of any level. */
  readonly body: string;
}

export function sections(markdown: string): readonly Section[] {
  const found: { level: number; heading: string; body: string }[] = [];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const heading = fenced ? null : /^(#{1,6}) (.+)$/.exec(line);
    if (heading !== null) found.push({ level: heading[1]?.length ?? 0, heading: heading[2] ?? '', body: '' });
    else if (found.length > 0) found[found.length - 1] = { ...last(found), body: `${last(found).body}${line}\n` };
  }
  return found;
}

/** The body of the one section with this heading. */
export function section(markdown: string, heading: string): string {
  const found = sections(markdown).filter((candidate) => candidate.heading === heading);
  if (found.length !== 1) throw new Error(`expected one section "${heading}", found ${found.length}`);
  return last(found).body;
}

/** The cells of all table rows below their header, trimmed. */
export function tableRows(body: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let inTable = false;
  for (const line of body.split('\n')) {
    if (!line.startsWith('|')) inTable = false;
    else if (/^\|[\s:|-]+\|$/.test(line)) inTable = true;
    else if (inTable)
      rows.push(
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
  }
  return rows;
}

/** The words in backticks in the first cell of every row. */
export function rowNames(body: string): readonly string[] {
  return tableRows(body).flatMap(([first = '']) => codeWords(first));
}

export function codeWords(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

export interface Block {
  readonly language: string;
  readonly text: string;
  /** 1-based line of its first line. */
  readonly line: number;
}

export function fencedBlocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length + 1,
  }));
}

/** The text without fenced blocks and inline code, in which brackets are not links. */
export function proseOf(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '``');
}

/** The anchors that GitHub makes from headings. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function last<Item>(items: readonly Item[]): Item {
  const item = items.at(-1);
  if (item === undefined) throw new Error('expected at least one');
  return item;
}
