import type { Diagnostic } from '../mission/diagnostic.ts';
import { drawDiagnostics } from '../mission/draw-diagnostic.ts';
import { printErrorOfOthers } from './print.ts';

/** Draws findings on standard error, in colour where a person is likely to look. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], text: string): void {
  if (diagnostics.length === 0) return;
  printErrorOfOthers(drawDiagnostics(diagnostics, text, { color: wantsColor() }));
}

/** `NO_COLOR` and `FORCE_COLOR` as no-color.org and Node do; else a terminal that is not a runner's. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, GITHUB_ACTIONS } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stderr.isTTY === true && TERM !== 'dumb' && GITHUB_ACTIONS === undefined;
}
