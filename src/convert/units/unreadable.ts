import type { Reading, SourceFile } from '../draft.ts';

/** A file that is not what its name says. */
export function unreadable(
  { path }: SourceFile,
  { line, column, message, hint }: { line: number; column: number; message: string; hint?: string },
): Reading {
  const place = { file: path, line, column, endLine: line, endColumn: column + 1 };
  const finding = { ...place, severity: 'error' as const, code: 'unreadable-source', message };
  return { type: 'unreadable', diagnostics: [hint === undefined ? finding : { ...finding, hint }] };
}
