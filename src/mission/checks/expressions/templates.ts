import type { Checking } from '../../entries/checking.ts';
import { parseTemplate } from '../../expressions/expressions.ts';
import type { ExpressionFinding, ParsedCondition, ParsedTemplate } from '../../expressions/facts.ts';
import { type Use, usesOf } from '../../expressions/uses.ts';
import type { Path } from '../../yaml/source.ts';
import { checkInputNames } from './input-names.ts';

/** A text with `${{ }}` that has no error of its own. */
export interface Template {
  readonly text: string;
  readonly parsed: ParsedTemplate;
}

/** Parses a text with `${{` and reports its errors. Undefined if there is no `${{`, or an error. */
export function templateAt(path: Path, value: unknown, checking: Checking): Template | undefined {
  if (typeof value !== 'string' || !value.includes('${{')) return undefined;
  const reading = parseTemplate(value);
  if (reading.type === 'parsed') {
    checkInputNames(reading.parsed, path, value, checking);
    return { text: value, parsed: reading.parsed };
  }
  reportFindings(reading.findings, path, value, checking);
  return undefined;
}

export function reportFindings(
  findings: readonly ExpressionFinding[],
  path: Path,
  text: string,
  { source, report }: Checking,
): void {
  for (const { start, end, code, message, hint } of findings) {
    report({ at: source.placeWithin(path, text, start, end), code, message, hint });
  }
}

/** The contexts and functions of a template that are refused in its place. */
export function wrongUses(parsed: ParsedCondition | ParsedTemplate, refused: readonly string[]): readonly Use[] {
  const { contexts, functions } = usesOf(parsed);
  return [...contexts, ...functions].filter(({ name }) => refused.includes(name));
}

export interface WrongUse {
  readonly use: Use;
  readonly path: Path;
  /** The whole text at `path`; `use` is a part of it. */
  readonly text: string;
  readonly message: string;
  readonly hint: string;
}

export function reportUse({ use, path, text, message, hint }: WrongUse, { source, report }: Checking): void {
  report({ at: source.placeWithin(path, text, use.start, use.end), code: 'expression-context', message, hint });
}
