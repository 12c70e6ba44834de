import { errorText } from '../../base/error-code.ts';
import type { Clock } from '../../ports/ports.ts';
import { composeFrame, type DrawnLine } from './compose-frame.ts';
import type { Size } from './lines.ts';

/** The terminal that a panel is drawn on; tests pass a fake. */
export interface Terminal {
  /** Never waits. */
  write(text: string): void;
  /** Whether the terminal has not taken all of it yet: then more would only pile up. */
  isBehind(): boolean;
  /** Waits until it has all of it. */
  finish(): void;
  size(): Size;
  /** False while another job of the shell has the terminal: then it is not ours to draw on. */
  isOurs(): boolean;
  /** Whether it wraps lines anew when it gets narrower. */
  readonly reflows: boolean;
}

/** Keeps a panel at the bottom of a terminal, below what scrolls. */
export interface Screen {
  /** Whole lines that scroll away above the panel. */
  print(text: string): void;
  /** Whether so many characters, or a megabyte, wait to be printed. */
  isBehind(most?: number): boolean;
  /** What the panel shows may have changed. */
  changed(): void;
  /** Takes the panel away, until `resume`. What is printed meanwhile is kept. */
  suspend(): void;
  /** Draws again from where the cursor is: what was there is left to whoever had the terminal. */
  resume(): void;
  /** Takes the panel away for good and prints what is left; can be called again. */
  stop(): void;
}

/** Milliseconds between two frames, at the least. */
const FRAME = 100;
/** Milliseconds after which the clocks in the panel are due. */
const IDLE = 1_000;
/** Characters that may wait for a slow terminal before whoever prints them should wait, too. */
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
    put(terminal.isOurs() ? carefully(size) : [], size.columns);
    drawnAt = clock.now();
    schedule(drawnAt + IDLE);
  };
  // Who only shows the run must not decide how it ends.
  const carefully = (size: Size): readonly DrawnLine[] => {
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
    // Nothing to take away and nothing to draw: then it is a plain line on anybody's terminal.
    const isPlain = shown.length === 0 && lines.length === 0;
    terminal.write(isPlain ? above : composeFrame({ shown, above, lines, columns, reflows: terminal.reflows }));
    above = '';
    shown = lines;
    drawnColumns = columns;
  };
  const isShown = ({ painted }: DrawnLine, index: number): boolean => painted === shown[index]?.painted;
  const takeAway = (next: 'suspended' | 'stopped'): void => {
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
      if (state === 'drawing') takeAway('suspended');
    },
    resume: () => {
      if (state === 'stopped') return;
      state = 'drawing';
      shown = [];
      changed();
    },
    stop: () => {
      if (state !== 'stopped') takeAway('stopped');
    },
  };
}
