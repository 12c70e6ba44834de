import { errorText } from '../../base/error-code.ts';
import { sanitizeText } from '../../base/sanitize.ts';
import { type Forecast, forecastOf } from '../../report/analysis/remaining-time.ts';
import { progressLines } from '../../report/lines/progress-lines.ts';
import type { RunReport } from '../../report/model/run.ts';
import { systemClock } from '../../run/system-clock.ts';
import { paintProgress } from '../output/paint-progress.ts';
import { createTaskOutput } from '../output/task-output.ts';
import { terminalLine } from '../output/terminal-text.ts';
import type { Display, DisplayRequest } from './display.ts';
import { guardTerminal } from './guard-terminal.ts';
import type { Size } from './lines.ts';
import { emptyLoad, noteReading } from './live-load.ts';
import { createScreen } from './screen.ts';
import { thisTerminal } from './this-terminal.ts';

type Draw = typeof import('./draw.ts').drawPanel;

/** A panel with the state of the run at the bottom of the terminal. Progress lines and task output scroll above it. */
export function createPanelDisplay({ style, dir, secrets, from }: DisplayRequest): Display {
  const load = emptyLoad();
  let report: RunReport | undefined;
  let draw: Draw | undefined;
  // Computed for the first frame: for a large mission that takes a while, and the first task must not wait for it.
  let forecast: Forecast | undefined;
  const frame = (now: number, size: Size): ReturnType<Draw> => {
    if (report === undefined || draw === undefined) return [];
    forecast ??= forecastOf(report);
    return draw({ report, forecast, now, load }, size);
  };
  const screen = createScreen(thisTerminal(process.env), systemClock(from), frame);
  // Measuring the width of text takes 50 ms to load, and the first task must not wait for it.
  import('./draw.ts').then(
    (loaded) => {
      draw = loaded.drawPanel;
      screen.changed();
    },
    (error: unknown) => screen.print(`! the panel could not be loaded: ${errorText(error)}\n`),
  );
  const release = guardTerminal(screen);
  const output = createTaskOutput(style, dir, secrets, {
    show: (prefix, lines) => {
      const head = terminalLine(prefix);
      screen.print(lines.map((line) => `${head}${line}\n`).join(''));
    },
    isBehind: screen.isBehind,
  });
  return {
    listen: (event, folded) => {
      report ??= folded;
      output.before(event, folded);
      for (const line of progressLines(event, folded)) screen.print(`${paintProgress(sanitizeText(line))}\n`);
      screen.changed();
    },
    sampled: (reading) => {
      noteReading(load, reading);
      screen.changed();
    },
    stop: () => {
      output.stop();
      screen.stop();
      release();
    },
  };
}
