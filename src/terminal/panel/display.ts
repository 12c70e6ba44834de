import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { Reading } from '../../schedule/events/reading.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { LogStyle } from '../output/task-output.ts';

/** Shows a run while it goes on. */
export interface Display {
  /** Called with each event, after it was added to the report. */
  listen(event: Event, report: RunReport): void;
  /** Called with each measuring window, including those that the journal does not keep. */
  sampled(reading: Reading): void;
  /** Called when the run has ended or failed: nothing is drawn after it. */
  stop(): void;
}

export interface DisplayRequest {
  /** How task output is shown. */
  readonly style: LogStyle;
  readonly dir: string;
  readonly secrets: Secrets;
  /** Milliseconds at which the clock begins: 0, or the duration so far of a run that is resumed. */
  readonly from: number;
}
