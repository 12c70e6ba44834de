import { errorText } from '../../process/error-code.ts';
import { cleanText } from '../../report/clean-text.ts';
import { progressLines } from '../../report/progress-lines.ts';
import { type Forecast, forecastOf } from '../../report/remaining-time.ts';
import type { RunReport } from '../../report/run-report.ts';
import { systemClock } from '../../run/system-clock.ts';
import type { Display, DisplayRequest } from '../display.ts';
import { paintedProgress } from '../painted-progress.ts';
import { taskOutput } from '../task-output.ts';
import { terminalLine } from '../terminal-text.ts';
import { guardTerminal } from './guard-terminal.ts';
import { emptyLoad, noteReading } from './live-load.ts';
import type { Size } from './panel-lines.ts';
import { createScreen } from './screen.ts';
import { thisTerminal } from './this-terminal.ts';

type Draw = typeof import('./draw-panel.ts').drawPanel;

/** A panel with how the run stands, below the lines and the output of tasks that scroll away. */
export function panelDisplay({ style, dir, secrets, from }: DisplayRequest): Display {
  const load = emptyLoad();
  let run: { readonly report: RunReport; readonly forecast: Forecast } | undefined;
  let draw: Draw = () => [];
  const frame = (now: number, size: Size): ReturnType<Draw> =>
    run === undefined ? [] : draw({ ...run, now, load }, size);
  const screen = createScreen(thisTerminal(process.env), systemClock(from), frame);
  // What measures text takes 50 ms to load, for which nobody's first task shall wait.
  import('./draw-panel.ts').then(
    (loaded) => {
      draw = loaded.drawPanel;
      screen.changed();
    },
    (error: unknown) => screen.print(`! the panel could not be loaded: ${errorText(error)}\n`),
  );
  const release = guardTerminal(screen);
  const output = taskOutput(style, dir, secrets, {
    show: (prefix, lines) =>
      screen.print(lines.map((line) => `${terminalLine(prefix)}${terminalLine(line)}\n`).join('')),
    isBehind: screen.isBehind,
  });
  return {
    listen: (event, report) => {
      run ??= { report, forecast: forecastOf(report.mission, report.predictions) };
      output.before(event, report);
      for (const line of progressLines(event, report)) screen.print(`${paintedProgress(cleanText(line))}\n`);
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
