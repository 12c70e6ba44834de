/** One line as it was drawn. */
export interface DrawnLine {
  readonly painted: string;
  /** Rows that the line takes on a terminal of this width, which wraps it. */
  rowsAt(columns: number): number;
}

export interface Frame {
  /** The lines that are on the terminal now, above the line of the cursor. */
  readonly shown: readonly DrawnLine[];
  /** Text to print above the panel: whole lines, each with its line feed. */
  readonly above: string;
  readonly lines: readonly DrawnLine[];
  readonly columns: number;
  /** Whether the terminal wraps lines again when it becomes narrower. */
  readonly reflows: boolean;
}

const csi = '\u001b[';
const [beginUpdate, endUpdate] = [`${csi}?2026h`, `${csi}?2026l`];
const [hideCursor, showCursor] = [`${csi}?25l`, `${csi}?25h`];
const [stopWrapping, startWrapping] = [`${csi}?7l`, `${csi}?7h`];
const [eraseRest, eraseBelow] = [`${csi}K`, `${csi}J`];

/**
 * The text that turns one frame into the next. Between two frames, the cursor is visible at the start of the empty line below
 * the panel and wrapping is on, so that the terminal can be used even if the process is killed.
 */
export function composeFrame({ shown, above, lines, columns, reflows }: Frame): string {
  const rows = reflows ? shown.reduce((sum, line) => sum + line.rowsAt(columns), 0) : shown.length;
  const toTop = `\r${rows === 0 ? '' : `${csi}${rows}A`}`;
  const scrolled = above === '' ? '' : `${eraseBelow}${above}`;
  // Without wrapping, text that is wider on this terminal than computed here is cut off instead of taking an uncounted row.
  const drawn = lines.map(({ painted }) => `${painted}${eraseRest}\n`).join('');
  const panel = drawn === '' ? '' : `${stopWrapping}${drawn}${startWrapping}`;
  return `${beginUpdate}${hideCursor}${toTop}${scrolled}${panel}${eraseBelow}${showCursor}${endUpdate}`;
}
