import type { Clock } from '../ports/ports.ts';
import { type Forecast, forecastOf } from '../report/analysis/remaining-time.ts';
import { statusLine } from '../report/lines/progress-lines.ts';
import type { RunReport } from '../report/model/run.ts';
import type { Event } from '../schedule/events/event.ts';
import type { Reading } from '../schedule/events/reading.ts';
import { type StatusPace, statusPace } from './status-pace.ts';

/** Shows status lines between the progress lines of a run. */
export interface StatusFollower {
  /** Call it with each event; `hasLine` says whether a progress line was shown for it. */
  followEvent(event: Event, report: RunReport, hasLine: boolean): void;
  /** Call it with each reading. Those in the journal are thinned out and may be minutes old in a long run. */
  followReading(reading: Reading): void;
  stop(): void;
}

/** @param clock a separate clock, started together with the mission */
export function followStatus(clock: Clock, show: (line: string) => void): StatusFollower {
  let run: { readonly report: RunReport; readonly pace: StatusPace } | undefined;
  // Created for the first line: most runs end before that, and a forecast of a large mission is slow.
  let forecast: Forecast | undefined;
  let newest: Reading | undefined;
  let alarm: number | undefined;

  const arm = (): void => {
    const due = run?.pace.due();
    if (due === alarm) return;
    alarm = due;
    clock.alarm(due, ring);
  };
  const ring = (): void => {
    alarm = undefined;
    if (run === undefined) return;
    const now = clock.now();
    const { report } = run;
    try {
      forecast ??= forecastOf(report);
      show(statusLine(report, now, { reading: newest, remaining: forecast.remaining(report, now) }));
      run.pace.noteLine(now);
    } catch {
      // An error of the display must not affect the run.
      run = undefined;
    }
    arm();
  };
  const stop = (): void => {
    run = undefined;
    arm();
  };
  return {
    followEvent: (event, report, hasLine) => {
      if (event.type === 'mission-started' || event.type === 'resumed') {
        const { recheck } = report.mission.admission;
        run = { report, pace: statusPace(recheck, event.at) };
      }
      if (event.type === 'mission-ended') stop();
      if (hasLine) run?.pace.noteEvent(event.at);
      arm();
    },
    followReading: (reading) => {
      newest = reading;
    },
    stop,
  };
}
