import type { Clock } from '../ports/ports.ts';
import { type Forecast, forecastOf } from '../report/analysis/remaining-time.ts';
import { statusLine } from '../report/lines/progress-lines.ts';
import type { RunReport } from '../report/model/run.ts';
import type { Event } from '../schedule/events/event.ts';
import type { Reading } from '../schedule/events/reading.ts';
import { type StatusPace, statusPace } from './status-pace.ts';

/** Shows status lines beside the progress lines of a run. */
export interface StatusFollower {
  /** Each event, and whether a line was shown for it. */
  told(event: Event, report: RunReport, hasLine: boolean): void;
  /** Each measuring window: the journal's are thinned, and would be minutes old in a long run. */
  sampled(reading: Reading): void;
  stop(): void;
}

/** @param clock of its own, begun with the mission */
export function followStatus(clock: Clock, show: (line: string) => void): StatusFollower {
  let run: { readonly report: RunReport; readonly pace: StatusPace } | undefined;
  // Made for the first line: most runs end before that, and of a large mission it takes a while.
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
      forecast ??= forecastOf(report.mission, report.predictions);
      show(statusLine(report, now, { reading: newest, remaining: forecast.remaining(report, now) }));
      run.pace.shown(now);
    } catch {
      // A display must not decide how the run ends.
      run = undefined;
    }
    arm();
  };
  const stop = (): void => {
    run = undefined;
    arm();
  };
  return {
    told: (event, report, hasLine) => {
      if (event.type === 'mission-started' || event.type === 'resumed') {
        const { recheck } = report.mission.admission;
        run = { report, pace: statusPace(recheck, event.at) };
      }
      if (event.type === 'mission-ended') stop();
      if (hasLine) run?.pace.told(event.at);
      arm();
    },
    sampled: (reading) => {
      newest = reading;
    },
    stop,
  };
}
