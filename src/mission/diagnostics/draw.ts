import type { Diagnostic, RelatedPlace, Severity } from './diagnostic.ts';
import { excerpt } from './excerpt.ts';
import { makeVisible } from './show-text.ts';

export interface DrawOptions {
  /** ANSI colours. */
  readonly color: boolean;
  /** Texts of included files, by the name in diagnostics. */
  readonly included?: ReadonlyMap<string, string>;
}

/** Number of findings that are shown: a hostile file has 200,000. `--json` lists all of them. */
const MOST_DRAWN = 1000;

type Style = 'bold' | 'red' | 'yellow' | 'cyan' | 'blue';
type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, string>> = { bold: '1', red: '1;31', yellow: '1;33', cyan: '1;36', blue: '34' };
const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', hint: 'cyan' };

/**
 * The findings as compilers draw them: `FILE:LINE:COLUMN: error: MESSAGE [code]`, the line, carets, related places and
 * the hint; a count at the end. `text` is that of the main file. Control characters are spelt out. Ends with a line break; '' when
 * there are no findings.
 */
export function drawDiagnostics(
  diagnostics: readonly Diagnostic[],
  text: string,
  { color, included = new Map() }: DrawOptions,
): string {
  if (diagnostics.length === 0) return '';
  const linesOf = linesByFile(text, included);
  const paint: Paint = (style, shown) => (color ? `\u001b[${CODES[style]}m${shown}\u001b[0m` : shown);
  const drawn = diagnostics.slice(0, MOST_DRAWN).map((diagnostic) => draw(diagnostic, linesOf, paint));
  const hidden = diagnostics.length - drawn.length;
  if (hidden > 0) drawn.push(`… and ${hidden} more; \`--json\` lists them all`);
  return `${[...drawn, countLine(diagnostics)].join('\n\n')}\n`;
}

type Lines = (file: string) => readonly string[];

/** A file that is not an included one is the main file. Each is split once. */
function linesByFile(main: string, included: ReadonlyMap<string, string>): Lines {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const text = included.get(file) ?? main;
    const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
    known.set(file, lines);
    return lines;
  };
}

function draw(diagnostic: Diagnostic, linesOf: Lines, paint: Paint): string {
  const { file, line, column, severity, code, message, hint, related = [] } = diagnostic;
  const style = STYLES[severity];
  const gutter = String(Math.max(line, ...related.map((place) => place.line))).length;
  const drawn = [
    `${paint('bold', `${makeVisible(file)}:${line}:${column}:`)} ${paint(style, `${severity}:`)} ${makeVisible(message)} [${code}]`,
    ...drawLine(diagnostic, linesOf(file), gutter, paint, style),
  ];
  for (const place of related) {
    const where = place.file === undefined ? `line ${place.line}` : `${makeVisible(place.file)}:${place.line}`;
    drawn.push(`${' '.repeat(gutter)} ${paint('blue', '=')} ${where}: ${makeVisible(place.message)}`);
    if (place.line === line && place.file === undefined) continue;
    drawn.push(...drawLine(oneCharacter(place), linesOf(place.file ?? file), gutter, paint, 'blue'));
  }
  if (hint !== undefined) {
    drawn.push(`${' '.repeat(gutter)} ${paint('blue', '=')} ${paint('cyan', 'hint:')} ${makeVisible(hint)}`);
  }
  return drawn.join('\n');
}

interface Marked {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function oneCharacter({ line, column }: RelatedPlace): Marked {
  return { line, column, endLine: line, endColumn: column + 1 };
}

/** Of a range over several lines the first one; nothing when the text has no such line. */
function drawLine(at: Marked, lines: readonly string[], gutter: number, paint: Paint, style: Style): string[] {
  const source = lines[at.line - 1]?.replace(/\r$/, '');
  if (source === undefined || source.trim() === '') return [];
  const end = at.endLine > at.line ? source.length + 1 : at.endColumn;
  const { source: shown, carets } = excerpt(source, at.column, end);
  const bar = paint('blue', '|');
  return [
    `${paint('blue', String(at.line).padStart(gutter))} ${bar} ${shown}`,
    `${' '.repeat(gutter)} ${bar} ${paint(style, carets)}`,
  ];
}

function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'hint'] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.join(', ');
}

/** The list of findings as `--json` prints it. Ends with a line break. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const plain = diagnostics.map((diagnostic) => ({
    file: diagnostic.file,
    line: diagnostic.line,
    column: diagnostic.column,
    endLine: diagnostic.endLine,
    endColumn: diagnostic.endColumn,
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
    ...(diagnostic.hint === undefined ? {} : { hint: diagnostic.hint }),
    ...(diagnostic.related === undefined
      ? {}
      : { related: diagnostic.related.map(({ file, line, column, message }) => ({ file, line, column, message })) }),
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}
