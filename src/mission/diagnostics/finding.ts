/*
 * This folder holds the findings of the mission reader: their type, how they are collected, and how they are drawn.
 *
 * `finding.ts` collects what the checks report, and `diagnostic.ts` is the type of the result. `draw.ts` draws diagnostics as compilers do,
 * with `excerpt.ts` for the line and `display-width.ts` for the columns. `show-text.ts` quotes text of the file in messages.
 *
 * Invariants:
 * - Lines and columns are 1-based, columns count UTF-16 units, and ends are exclusive.
 * - Text from the file is untrusted: control, invisible and direction-changing characters are spelt out.
 * - Codes are stable, because users and editors match on them.
 *
 * Not here: what is wrong with a file (`mission/checks`, `mission/schema`, `mission/yaml`), and annotations (`github`).
 */
import type { Diagnostic, Place, RelatedPlace, Severity } from './diagnostic.ts';

/** What a check reports; the main file and the shape are added by `Findings`. */
export interface Finding {
  readonly at: Place;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly related?: readonly RelatedPlace[];
  /** Default: `error`. */
  readonly severity?: Severity;
}

export type Report = (finding: Finding) => void;

/** Collects the findings of a mission, in any order. */
export interface Findings {
  readonly report: Report;
  hasErrors(): boolean;
  /** By file, the main one first, and by place; the same finding once, even when aliases lead to it by several ways. */
  sorted(): readonly Diagnostic[];
}

export function collectFindings(file: string): Findings {
  const found = new Map<string, Diagnostic>();
  let errors = 0;
  return {
    report: (finding) => {
      const diagnostic = toDiagnostic(file, finding);
      const { line, column, code, message } = diagnostic;
      const key = `${diagnostic.file}:${line}:${column}:${code}:${message}`;
      if (found.has(key)) return;
      found.set(key, diagnostic);
      if (diagnostic.severity === 'error') errors += 1;
    },
    hasErrors: () => errors > 0,
    sorted: () =>
      [...found.values()].sort((a, b) => byFile(a.file, b.file, file) || a.line - b.line || a.column - b.column),
  };
}

function byFile(one: string, other: string, main: string): number {
  if (one === other) return 0;
  if (one === main) return -1;
  return other === main || one > other ? 1 : -1;
}

function toDiagnostic(file: string, { at, severity, code, message, hint, related }: Finding): Diagnostic {
  const own = at.file ?? file;
  return {
    file: own,
    line: at.line,
    column: at.column,
    endLine: at.endLine,
    endColumn: at.endColumn,
    severity: severity ?? 'error',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined ? {} : { related: related.map((place) => toRelated(place, own, file)) }),
  };
}

function toRelated({ file, line, column, message }: RelatedPlace, own: string, main: string): RelatedPlace {
  const named = file ?? main;
  return { ...(named === own ? {} : { file: named }), line, column, message };
}
