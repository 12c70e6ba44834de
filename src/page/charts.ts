import uPlot from 'uplot';
import type { PageData } from '../report/html/data/data.ts';
import { bands } from '../report/html/parts/words.ts';
import { trimmed } from '../report/text/format.ts';
import { bandStripes, stripesBackground } from './band-stripes.ts';
import { type ChartData, chartData } from './chart-data.ts';
import { colourOf } from './colours.ts';
import { element } from './element.ts';
import { tickText, timeTicks } from './time-ticks.ts';
import { between, percentOf, type View } from './view-range.ts';

const plotHeight = 88;
const axisHeight = 26;

export interface Charts {
  /** Draws again at these widths in pixels: of the labels on the left, and of labels and time axis together. */
  resize(label: number, whole: number): void;
  showView(view: View): void;
  /** Shows the figures of this moment; undefined for those of the whole run. */
  showMoment(at: number | undefined): void;
  /** Draws again in the current colours. */
  redraw(): void;
}

export interface ChartsRequest {
  readonly data: PageData;
  readonly view: View;
  /** A stretch of time was selected. */
  readonly choose: (view: View) => void;
  /** The pointer is at a moment, or has left. */
  readonly point: (at: number | undefined) => void;
}

/** CPU, memory and active workers on the time axis of the rows above, with their caution and limit. */
export function createCharts(host: HTMLElement, request: ChartsRequest): Charts {
  const { data } = request;
  let view = request.view;
  const made = chartData(data).map((chart, index, all) => {
    const isLast = index === all.length - 1;
    const figure = element('figure', 'chart');
    figure.ariaLabel = chart.sentence;
    const caption = element('figcaption');
    const value = element('span', 'value', chart.summary);
    caption.append(element('b', '', chart.name), value);
    figure.append(caption);
    host.append(figure);
    const plot = new uPlot(options(chart, isLast), [[...chart.at], [...chart.values]], figure);
    plot.root.querySelector('canvas')?.setAttribute('aria-hidden', 'true');
    return { chart, isLast, plot, value };
  });

  /** The plots move together: each is moved once, and must not move the rest again. */
  let telling = false;

  function options(chart: ChartData, isLast: boolean): uPlot.Options {
    const stepped = uPlot.paths.stepped?.({ align: chart.align });
    return {
      width: 600,
      height: plotHeight + (isLast ? axisHeight : 0),
      legend: { show: false },
      padding: [9, 0, isLast ? 0 : 5, 0],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
      },
      scales: { x: { time: false, range: () => [view.from, view.to] }, y: { range: [0, chart.highest] } },
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
          splits: (plot) => [...timeTicks(view, Math.max(2, (plot.over.clientWidth || 400) / 90)).at],
          values: (plot, splits) => {
            const { distance } = timeTicks(view, Math.max(2, (plot.over.clientWidth || 400) / 90));
            // At the edge a text would be cut in half.
            return splits.map((at) => (percentOf(view, at) > 96 ? '' : tickText(at, distance, data.duration)));
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
        setCursor: [(plot) => pointed(plot)],
        setSelect: [(plot) => chosen(plot)],
      },
    };
  }

  function pointed(plot: uPlot): void {
    if (telling) return;
    const { left = -1 } = plot.cursor;
    request.point(left < 0 ? undefined : plot.posToVal(left, 'x'));
  }

  function chosen(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const next = between(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'), data.duration);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    request.choose(next);
  }

  function showView(next: View): void {
    view = next;
    const stripes = stripesBackground(bandStripes(data.readings, view), bands);
    for (const { plot } of made) {
      plot.setScale('x', { min: view.from, max: view.to });
      plot.under.style.backgroundImage = stripes;
    }
  }

  return {
    resize: (label, whole) => {
      for (const { plot, isLast } of made) {
        const axis = plot.axes[1];
        if (axis !== undefined) axis.size = () => label;
        plot.setSize({ width: Math.max(label + 40, whole), height: plotHeight + (isLast ? axisHeight : 0) });
      }
    },
    showView,
    showMoment: (at) => {
      telling = true;
      for (const { chart, plot, value } of made) {
        const figure = at === undefined ? undefined : chart.valueAt(at);
        value.textContent = figure === undefined ? chart.summary : chart.text(figure);
        plot.setCursor({ left: at === undefined ? -10 : plot.valToPos(at, 'x'), top: 10 });
      }
      telling = false;
    },
    redraw: () => {
      for (const { plot } of made) plot.redraw(false);
    },
  };
}

/** Caution and limit of the gate: lines with their figure, with different dashes. */
function drawLimits(plot: uPlot, { limits }: ChartData): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.font = `${10 * pixel}px system-ui, sans-serif`;
  ctx.textAlign = 'right';
  ctx.lineJoin = 'round';
  for (const [name, at] of [
    ['caution', limits.caution],
    ['limit', limits.limit],
  ] as const) {
    const y = plot.valToPos(at, 'y', true);
    if (y < bbox.top - 1) continue;
    ctx.strokeStyle = colourOf(name);
    ctx.fillStyle = colourOf(name);
    ctx.lineWidth = pixel;
    ctx.setLineDash(name === 'caution' ? [2 * pixel, 3 * pixel] : [7 * pixel, 3 * pixel]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // One text is above its line and one below, because the lines are often close.
    const isBelow = name === 'caution' || y - bbox.top < 9 * pixel;
    const place = [bbox.left + bbox.width - 4 * pixel, isBelow ? y + 11 * pixel : y - 4 * pixel] as const;
    const text = `${name} ${trimmed(at, 1)}`;
    // A halo, because the measured line may pass behind it.
    ctx.setLineDash([]);
    ctx.lineWidth = 3 * pixel;
    ctx.strokeStyle = colourOf('ground');
    ctx.strokeText(text, ...place);
    ctx.fillText(text, ...place);
  }
  ctx.restore();
}
