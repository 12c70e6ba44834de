import type { ComparedTime } from '../../analysis/time-comparison.ts';
import { html, type Markup } from './html.ts';

/** Small drawings in cells, with attributes: the page allows no style in its markup. */

/** How much of the longest this is, 0 to 1. */
export function shareBar(share: number, kind: ComparedTime['kind']): Markup {
  const width = Math.max(0.5, 100 * share).toFixed(1);
  return html`<svg class="share" width="160" height="10" aria-hidden="true"><rect class="${kind}" width="${width}%" height="10" rx="2"/></svg>`;
}

const distance = 6;
const highest = 16;

/** A bar for each height from 0 to 7; the last one in another colour where it is `own`. `text` says the same in words. */
export function trendBars(heights: readonly number[], own: boolean, text: string): Markup {
  const lines = (from: number, to: number): string =>
    heights
      .slice(from, to)
      .map((height, index) => `M${3 + distance * (from + index)} ${highest}v-${2 + 2 * height}`)
      .join('');
  const before = heights.length - (own ? 1 : 0);
  const width = distance * heights.length;
  return html`<svg class="trend" width="${width}" height="${highest}" role="img" aria-label="${text}"><path class="before" d="${lines(0, before)}"/><path class="own" d="${lines(before, heights.length)}"/></svg>`;
}
