import { progressLines } from '../../report/lines/progress-lines.ts';
import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import { printUntrusted } from '../output/print.ts';
import type { Display } from './display.ts';

/** Events as lines of JSON, for other programs: nothing is drawn, cut or coloured. */
export function createJsonDisplay(): Display {
  return {
    listen: (event, report) => printUntrusted(eventLine(event, report)),
    sampled: () => {},
    stop: () => {},
  };
}

/** The event as in the journal, and as `text` the progress lines that other displays would print for it; absent if there is none. */
export function eventLine(event: Event, report: RunReport): string {
  const text = progressLines(event, report).map((line) => line.trim());
  return `${JSON.stringify(text.length === 0 ? event : { ...event, text })}\n`;
}
