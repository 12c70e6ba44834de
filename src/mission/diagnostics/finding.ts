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

/** What a check reports; file and shape are added by `Findings`. */
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

/** Collects the findings of one file, in any order. */
export interface Findings {
  readonly report: Report;
  hasErrors(): boolean;
  /** By place; the same finding once, even when aliases lead to it by several ways. */
  sorted(): readonly Diagnostic[];
}

export function collectFindings(file: string): Findings {
  const found = new Map<string, Diagnostic>();
  let errors = 0;
  return {
    report: (finding) => {
      const diagnostic = toDiagnostic(file, finding);
      const { line, column, code, message } = diagnostic;
      const key = `${line}:${column}:${code}:${message}`;
      if (found.has(key)) return;
      found.set(key, diagnostic);
      if (diagnostic.severity === 'error') errors += 1;
    },
    hasErrors: () => errors > 0,
    sorted: () => [...found.values()].sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

function toDiagnostic(file: string, { at, severity, code, message, hint, related }: Finding): Diagnostic {
  return {
    file,
    line: at.line,
    column: at.column,
    endLine: at.endLine,
    endColumn: at.endColumn,
    severity: severity ?? 'error',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined ? {} : { related }),
  };
}
