import type { Diagnostic } from '../../mission/diagnostics/diagnostic.ts';
import { drawDiagnostics } from '../../mission/diagnostics/draw.ts';
import type { IncludedText } from '../../mission/include/included-file.ts';
import { wantsColor } from './colors.ts';
import { printUntrustedError } from './print.ts';

/** Prints diagnostics to standard error, in colour if it is a terminal. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  text: string,
  included: readonly IncludedText[] = [],
): void {
  if (diagnostics.length === 0) return;
  const color = wantsColor(process.stderr.isTTY === true, process.env);
  printUntrustedError(
    drawDiagnostics(diagnostics, text, { color, included: new Map(included.map((each) => [each.file, each.text])) }),
  );
}
