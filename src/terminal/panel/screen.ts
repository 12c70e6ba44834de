import { errorText } from '../../base/error-code.ts';
import type { Clock } from '../../ports/ports.ts';
import { composeFrame, type DrawnLine } from './compose-frame.ts';
import type { Size } from './lines.ts';

/** The terminal on which a panel is drawn; tests pass a fake. */
export interface Terminal {
  /** Never waits. */
  write(text: string): void;
  /** Whether the terminal has not accepted everything yet. */
  isBehind(): boolean;
  /** Waits until the terminal has accepted everything. */
  finish(): void;
  size(): Size;
  /** False while another job of the shell uses the terminal. Then nothing is drawn on it. */
  isForeground(): boolean;
  /** Whether the terminal wraps lines again when it becomes narrower. */
  readonly reflows: boolean;
}

/** Keeps a panel at the bottom of a terminal, below the text that scrolls. */
export interface Screen {
  /** Prints whole lines above the panel. */
  print(text: string): void;
  /** Whether more than `most` characters (default: a megabyte) wait to be printed. */
  isBehind(most?: number): boolean;
  /** Called when the content of the panel may have changed. */
  changed(): void;
  /** Removes the panel until `resume`. Lines that are printed in the meantime are kept. */
  suspend(): void;
  /** Draws again below the text that another job has printed in the meantime. */
  resume(): void;
  /** Removes the panel for good and prints the remaining lines; can be called again. */
  stop(): void;
}

/** Least milliseconds between two frames. */
const FRAME = 100;
/** Milliseconds after which a frame is drawn even if nothing has changed, because the panel shows clocks. */
const IDLE = 1_000;
/** Characters that may wait for a slow terminal before `isBehind` is true. */
const MOST_WAITING = 1024 * 1024;

export function createScreen(
  terminal: Terminal,
  clock: Clock,
  draw: (now: number, size: Size) => readonly DrawnLine[],
): Screen {
  let shown: readonly DrawnLine[] = [];
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawnColumns = 0;
  let above = '';
  let due: number | undefined;
  let failed = false;
  let state: 'drawing' | 'suspended' | 'stopped' = 'drawing';

  const schedule = (at: number): void => {
    if (state !== 'drawing' || (due !== undefined && due <= at)) return;
    due = at;
    clock.alarm(at, ring);
  };
  const ring = (): void => {
    due = undefined;
    if (terminal.isBehind()) {
      schedule(clock.now() + FRAME);
      return;
    }
    const size = terminal.size();
    put(terminal.isForeground() ? drawSafely(size) : [], size.columns);
    drawnAt = clock.now();
    schedule(drawnAt + IDLE);
  };
  // An error in the display must not end the run.
  const drawSafely = (size: Size): readonly DrawnLine[] => {
    if (failed) return [];
    try {
      return draw(clock.now(), size);
    } catch (error) {
      failed = true;
      above += `! the panel could not be drawn: ${errorText(error)}\n`;
      return [];
    }
  };
  const put = (lines: readonly DrawnLine[], columns: number): void => {
    const isSame = columns === drawnColumns && lines.length === shown.length && lines.every(isShown);
    if (above === '' && isSame) return;
    // Without a panel before and after, the lines need no control sequences.
    const isPlain = shown.length === 0 && lines.length === 0;
    terminal.write(isPlain ? above : composeFrame({ shown, above, lines, columns, reflows: terminal.reflows }));
    above = '';
    shown = lines;
    drawnColumns = columns;
  };
  const isShown = ({ painted }: DrawnLine, index: number): boolean => painted === shown[index]?.painted;
  const removePanel = (next: 'suspended' | 'stopped'): void => {
    state = next;
    due = undefined;
    clock.alarm(undefined, () => {});
    put([], terminal.size().columns);
    terminal.finish();
  };
  const changed = (): void => schedule(Math.max(clock.now(), drawnAt + FRAME));

  return {
    print: (text) => {
      above += text;
      if (state === 'stopped') put([], terminal.size().columns);
      else changed();
    },
    isBehind: (most = MOST_WAITING) => above.length > most,
    changed,
    suspend: () => {
      if (state === 'drawing') removePanel('suspended');
    },
    resume: () => {
      if (state === 'stopped') return;
      state = 'drawing';
      shown = [];
      changed();
    },
    stop: () => {
      if (state !== 'stopped') removePanel('stopped');
    },
  };
}
