/** One line as it was drawn. */
export interface DrawnLine {
  readonly painted: string;
  /** Rows that it takes once a terminal of so many columns has wrapped it. */
  rowsAt(columns: number): number;
}

export interface Frame {
  /** What stands on the terminal now, above the line of the cursor. */
  readonly shown: readonly DrawnLine[];
  /** What scrolls away above the panel from now on: whole lines, each with its line feed. */
  readonly above: string;
  readonly lines: readonly DrawnLine[];
  readonly columns: number;
  /** Whether this terminal wraps lines anew when it gets narrower. */
  readonly reflows: boolean;
}

const csi = '\u001b[';
const [beginUpdate, endUpdate] = [`${csi}?2026h`, `${csi}?2026l`];
const [hideCursor, showCursor] = [`${csi}?25l`, `${csi}?25h`];
const [stopWrapping, startWrapping] = [`${csi}?7l`, `${csi}?7h`];
const [eraseRest, eraseBelow] = [`${csi}K`, `${csi}J`];

/**
 * The text that turns one frame into the next. The cursor rests at the start of the empty line below the panel, visible
 * and with wrapping on, so that the terminal is in order between any two frames, even when we are killed there.
 */
export function composeFrame({ shown, above, lines, columns, reflows }: Frame): string {
  const rows = reflows ? shown.reduce((sum, line) => sum + line.rowsAt(columns), 0) : shown.length;
  const toTop = `\r${rows === 0 ? '' : `${csi}${rows}A`}`;
  const scrolled = above === '' ? '' : `${eraseBelow}${above}`;
  // What a terminal takes to be wider than we do is cut off there: wrapped, it would be one row more than is counted.
  const drawn = lines.map(({ painted }) => `${painted}${eraseRest}\n`).join('');
  const panel = drawn === '' ? '' : `${stopWrapping}${drawn}${startWrapping}`;
  return `${beginUpdate}${hideCursor}${toTop}${scrolled}${panel}${eraseBelow}${showCursor}${endUpdate}`;
}
