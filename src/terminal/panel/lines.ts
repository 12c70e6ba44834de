import type { Forecast } from '../../report/analysis/remaining-time.ts';
import type { RunReport } from '../../report/model/run.ts';
import { failedLines } from './failed-lines.ts';
import { countsLine, gaugeLine, titleLine } from './head-lines.ts';
import type { LiveLoad } from './live-load.ts';
import { runningLines, runningTasks } from './running-lines.ts';
import { cutLine, type StyledLine, span, trimLine } from './styled-line.ts';
import { waitingLines } from './waiting-lines.ts';

/** The data of one frame. */
export interface PanelView {
  readonly report: RunReport;
  /** Milliseconds since the mission's start. */
  readonly now: number;
  readonly forecast: Forecast;
  readonly load: LiveLoad;
}

/** Lines with failures: what runs is more important than the sixth of them. */
const MOST_FAILED = 5;

/** Size of the terminal in character cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The lines of a frame; none before the mission's start and after its end. Each line is narrower than the terminal. Together
 * they leave a third of the rows, at least the row of the cursor, for the text that scrolls above the panel.
 */
export function panelLines({ report, now, forecast, load }: PanelView, { columns, rows }: Size): readonly StyledLine[] {
  if (report.started === '' || report.finished) return [];
  const width = Math.max(1, columns - 1);
  const height = Math.min(rows - 1, Math.max(3, Math.floor((rows * 2) / 3)));
  const head = [
    titleLine(report, now, forecast.remaining(report, now), width),
    gaugeLine(report, load.newest, width),
    countsLine(report, width),
  ];
  const tasks = runningTasks(report);
  const waiting = waitingLines(report, now, width);
  const below = Math.max(0, height - head.length);
  const failed = failedLines(report, Math.min(MOST_FAILED, Math.floor(below / 4)));
  const free = below - failed.length;
  const forWaiting =
    tasks.length + waiting.length <= free ? waiting.length : Math.min(waiting.length, Math.floor(free / 3));
  const forRunning = Math.min(tasks.length, free - forWaiting);
  const shown = forRunning < tasks.length ? forRunning - 1 : forRunning;
  const lines = [
    ...head,
    ...failed,
    ...runningLines(report, tasks.slice(0, Math.max(0, shown)), now, forecast, load, width),
    ...(forRunning > Math.max(0, shown) ? [more(tasks.length - shown, 'running')] : []),
    ...waiting.slice(0, forWaiting),
  ];
  return lines.slice(0, Math.max(0, height)).map((line) => trimLine(cutLine(line, width)));
}

function more(count: number, what: string): StyledLine {
  return [span(`  and ${count} more ${what}`, 'dim')];
}
