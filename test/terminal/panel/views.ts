import { forecastOf } from '../../../src/report/analysis/remaining-time.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { type PanelView, panelLines, type Size } from '../../../src/terminal/panel/lines.ts';
import { emptyLoad, noteReading } from '../../../src/terminal/panel/live-load.ts';
import { plainText } from '../../../src/terminal/panel/styled-line.ts';
import { foldAll } from '../../report/fold-all.ts';

/** The data of the panel after these events. */
export function viewOf(events: readonly Event[], now: number): PanelView {
  const report = foldAll(events);
  const load = emptyLoad();
  for (const event of events) if (event.type === 'sampled') noteReading(load, event.reading);
  return { report, now, forecast: forecastOf(report), load };
}

/** The lines of a frame without styles. */
export function plainLines(view: PanelView, size: Size): readonly string[] {
  return panelLines(view, size).map(plainText);
}
