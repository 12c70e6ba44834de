import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { Reading } from '../../schedule/events/reading.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { LogStyle } from '../output/task-output.ts';

/** Shows a run as it goes. */
export interface Display {
  /** Called with each event, after it is in the report. */
  listen(event: Event, report: RunReport): void;
  /** Called with each measuring window, also with those that the journal does not keep. */
  sampled(reading: Reading): void;
  /** The run is over, or broken: nothing is drawn any more. */
  stop(): void;
}

export interface DisplayRequest {
  /** How the output of tasks is shown. */
  readonly style: LogStyle;
  readonly dir: string;
  readonly secrets: Secrets;
  /** Milliseconds that the run has behind it: of one that is resumed, those before. */
  readonly from: number;
}
