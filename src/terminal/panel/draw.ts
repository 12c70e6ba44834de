import type { DrawnLine } from './compose-frame.ts';
import { type PanelView, panelLines, type Size } from './lines.ts';
import { paintLine, plainText } from './styled-line.ts';
import { rowsOf } from './text-width.ts';

/** The lines of a frame with their control sequences and widths. */
export function drawPanel(view: PanelView, size: Size): readonly DrawnLine[] {
  return panelLines(view, size).map((line) => ({
    painted: paintLine(line, true),
    rowsAt: (columns) => rowsOf(plainText(line), columns),
  }));
}
