import type { Band } from '../../schedule/events/reading.ts';
import { worse } from '../fold/readings.ts';
import type { RunReport } from '../model/run.ts';
import { mermaidBar } from './mermaid-bar.ts';

/** More bars than this could not be distinguished. */
const mostBands = 40;

const bandTags: Readonly<Record<Band, string>> = { GREEN: 'done, ', YELLOW: 'active, ', RED: 'crit, ' };

/** The gate's band over time, as a section of the chart; empty if there are no readings and no decisions. */
export function bandRows(report: RunReport): string[] {
  const spans = bandSpans(report);
  if (spans.length === 0) return [];
  return ['  section Band', ...spans.map(({ band, from, to }) => mermaidBar(band, bandTags[band], from, to))];
}

interface BandSpan {
  readonly band: Band;
  readonly from: number;
  readonly to: number;
}

/** From the readings; without readings, from what the gate saw at its decisions. */
function bandSpans(report: RunReport): BandSpan[] {
  const points =
    report.readings.length > 0
      ? report.readings.map(({ band, from }) => ({ band, from }))
      : report.decisions.map(({ band, at }) => ({ band, from: at }));
  let spans: BandSpan[] = [];
  for (const [index, point] of points.entries()) {
    const to = points[index + 1]?.from ?? report.duration;
    const last = spans.at(-1);
    if (last?.band === point.band) spans[spans.length - 1] = { ...last, to };
    else if (to > point.from) spans.push({ ...point, to });
  }
  while (spans.length > mostBands) spans = coarser(spans);
  return spans;
}

/** Merges neighbours in pairs with the worse band: a short peak must not get lost. */
function coarser(spans: readonly BandSpan[]): BandSpan[] {
  const merged: BandSpan[] = [];
  for (let index = 0; index < spans.length; index += 2) {
    const one = spans[index];
    const other = spans[index + 1] ?? one;
    if (one === undefined || other === undefined) continue;
    const span = { band: worse(one.band, other.band), from: one.from, to: other.to };
    const last = merged.at(-1);
    if (last?.band === span.band) merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}
