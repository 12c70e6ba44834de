/*
 * The display of a run: the live panel, plain lines, or events as lines of JSON (`json-display.ts`).
 *
 * `openDisplay` chooses. Each display gets each event after it was added to the report, and each measuring window:
 *
 *   event → progress lines (report/lines) ─┐
 *   event → task output (terminal/output) ─┴→ screen, above the panel
 *   report, newest reading, clock → lines.ts (head-, running-, waiting-lines) → draw.ts → compose-frame.ts → terminal
 *
 * Invariants:
 * - A frame is drawn at most ten times a second, and only if it differs from the one before.
 * - Every line is narrower than the terminal, by the width that the terminal gives to wide and combined characters.
 * - Between two frames the terminal is in order: cursor visible, wrapping on. It stays so when the run is suspended, resumed,
 *   resized, interrupted or killed.
 * - The display never decides how a run ends: if it fails or the terminal is stuck, the run continues without it.
 * - `lines.ts` and what it calls are pure: report and clock in, styled lines out. Texts in them are untrusted and cleaned.
 *
 * `panel-display.ts` and `draw.ts` are loaded only for a panel, and while the first task starts.
 */
import { wantsColor, wantsPanel } from '../output/colors.ts';
import type { Display, DisplayRequest } from './display.ts';
import { createPlainDisplay } from './plain-display.ts';

/** The display on standard output: events for programs if they are asked for, a live panel on a terminal, plain lines otherwise. */
export async function openDisplay(request: DisplayRequest): Promise<Display> {
  if (request.style === 'json') return (await import('./json-display.ts')).createJsonDisplay();
  const isTerminal = process.stdout.isTTY === true;
  if (!wantsPanel(isTerminal, process.env)) return createPlainDisplay(request, wantsColor(isTerminal, process.env));
  return (await import('./panel-display.ts')).createPanelDisplay(request);
}
