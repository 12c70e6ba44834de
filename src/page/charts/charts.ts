/*
 * The charts below the rows: CPU, memory and active workers over time, with the caution and the limit of the gate.
 *
 * `chart-data.ts` makes the figures of each chart from the data of the page, `plot-options.ts` turns them into options of
 * uPlot, `draw-limits.ts` draws the lines of caution and limit into the plot. This file makes one plot for each figure and
 * moves all of them together.
 *
 * Invariants:
 * - All plots show the same stretch of time as the rows, on an axis of the same width.
 * - A plot has its figures in words too, as the label of its figure element: a canvas says nothing to a screen reader.
 * - Colours come from the style sheet at the time of drawing, so that the plots follow the colour scheme and paper.
 *
 * Not here: the selected view (`page.ts` has it), the bands of the gate (`parts/band-stripes.ts`).
 */
import uPlot from 'uplot';
import type { PageData } from '../../report/html/data/data.ts';
import { bands } from '../../report/html/parts/words.ts';
import { bandStripes, stripesBackground } from '../parts/band-stripes.ts';
import { element } from '../parts/element.ts';
import { between, type View } from '../parts/view-range.ts';
import { chartData } from './chart-data.ts';
import { heightOf, plotOptions } from './plot-options.ts';

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
    if (chart.note !== undefined) caption.append(element('span', 'value note', chart.note));
    figure.append(caption);
    host.append(figure);
    const plot = new uPlot(
      plotOptions({ chart, isLast, duration: data.duration, view: () => view, pointed, chosen }),
      [[...chart.at], [...chart.values]],
      figure,
    );
    plot.root.querySelector('canvas')?.setAttribute('aria-hidden', 'true');
    return { chart, isLast, plot, value };
  });

  /** The plots move together: each is moved once, and must not move the rest again. */
  let isMoving = false;

  function pointed(plot: uPlot): void {
    if (isMoving) return;
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
        plot.setSize({ width: Math.max(label + 40, whole), height: heightOf(isLast) });
      }
    },
    showView,
    showMoment: (at) => {
      isMoving = true;
      for (const { chart, plot, value } of made) {
        const figure = at === undefined ? undefined : chart.valueAt(at);
        value.textContent = figure === undefined ? chart.summary : chart.text(figure);
        plot.setCursor({ left: at === undefined ? -10 : plot.valToPos(at, 'x'), top: 10 });
      }
      isMoving = false;
    },
    redraw: () => {
      for (const { plot } of made) plot.redraw(false);
    },
  };
}
