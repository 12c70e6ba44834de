import uPlot from 'uplot';
import { trimmed } from '../../report/text/format.ts';
import { tickText, timeTicks } from '../parts/time-ticks.ts';
import { percentOf, type View } from '../parts/view-range.ts';
import type { ChartData } from './chart-data.ts';
import { colourOf } from './colours.ts';
import { drawLimits } from './draw-limits.ts';

const plotHeight = 88;
const axisHeight = 26;

/** Height of a plot in pixels; the last one has the time axis below it. */
export function heightOf(isLast: boolean): number {
  return plotHeight + (isLast ? axisHeight : 0);
}

/** The data of a plot, and its callbacks. */
export interface PlotRequest {
  readonly chart: ChartData;
  /** The last plot has the time axis. */
  readonly isLast: boolean;
  /** Milliseconds of the whole run. */
  readonly duration: number;
  /** The visible stretch of time at this moment. */
  readonly view: () => View;
  readonly pointed: (plot: uPlot) => void;
  readonly chosen: (plot: uPlot) => void;
}

/** The options of one plot. */
export function plotOptions({ chart, isLast, duration, view, pointed, chosen }: PlotRequest): uPlot.Options {
  const stepped = uPlot.paths.stepped?.({ align: chart.align });
  return {
    width: 600,
    height: heightOf(isLast),
    legend: { show: false },
    padding: [9, 0, isLast ? 0 : 5, 0],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
    },
    scales: { x: { time: false, range: () => [view().from, view().to] }, y: { range: [0, chart.highest] } },
    series: [
      {},
      {
        stroke: () => colourOf(chart.colour),
        fill: () => colourOf(`${chart.colour}-fill`),
        width: 1.5,
        points: { show: chart.at.length < 3 },
        ...(stepped === undefined ? {} : { paths: stepped }),
        spanGaps: true,
      },
    ],
    axes: [
      {
        show: isLast,
        size: axisHeight,
        stroke: () => colourOf('muted'),
        grid: { show: false },
        ticks: { stroke: () => colourOf('rule'), width: 1, size: 4 },
        font: '11px system-ui, sans-serif',
        splits: (plot) => [...timeTicks(view(), Math.max(2, (plot.over.clientWidth || 400) / 90)).at],
        values: (plot, splits) => {
          const { distance } = timeTicks(view(), Math.max(2, (plot.over.clientWidth || 400) / 90));
          // At the edge a text would be cut in half.
          return splits.map((at) => (percentOf(view(), at) > 96 ? '' : tickText(at, distance, duration)));
        },
      },
      {
        size: 120,
        gap: 4,
        stroke: () => colourOf('muted'),
        font: '11px system-ui, sans-serif',
        grid: { stroke: () => colourOf('rule'), width: 1 },
        ticks: { show: false },
        splits: () => [0, chart.middle, chart.highest],
        values: (_plot, splits) => splits.map((split) => trimmed(split, 0)),
      },
    ],
    hooks: {
      draw: [(plot) => drawLimits(plot, chart)],
      setCursor: [pointed],
      setSelect: [chosen],
    },
  };
}
