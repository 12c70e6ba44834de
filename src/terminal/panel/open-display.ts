import { wantsColor, wantsPanel } from '../output/colors.ts';
import type { Display, DisplayRequest } from './display.ts';
import { plainDisplay } from './plain-display.ts';

/** A live panel on a terminal, else plain lines; on standard output. */
export async function openDisplay(request: DisplayRequest): Promise<Display> {
  const isTerminal = process.stdout.isTTY === true;
  if (!wantsPanel(isTerminal, process.env)) return plainDisplay(request, wantsColor(isTerminal, process.env));
  return (await import('./panel-display.ts')).panelDisplay(request);
}
