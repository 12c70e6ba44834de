import { html, type Markup } from './html.ts';

/** Small drawings in cells. Their sizes are attributes: the page's policy allows no styles in its markup. */

/** A bar of this share of the longest, 0 to 1. */
export function shareBar(share: number, kind: 'own' | 'other' | 'floor'): Markup {
  const width = Math.max(0.5, 100 * share).toFixed(1);
  return html`<svg class="share" width="160" height="10" aria-hidden="true"><rect class="${kind}" width="${width}%" height="10" rx="2"/></svg>`;
}

const distance = 6;
const highest = 16;

/** A bar for each height from 0 to 7, the last one in another colour if it is `own`; `text` is the same in words. */
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

/** Declared above measured, in percent of the whole machine. */
export function declaredBars(declared: number | undefined, measured: number | undefined): Markup {
  const width = (value: number | undefined): string => `${Math.min(100, Math.max(0, value ?? 0)).toFixed(1)}%`;
  return html`<svg class="share" width="120" height="12" aria-hidden="true"><rect class="ground" width="100%" height="12" rx="2"/><rect class="other" width="${width(declared)}" y="1" height="4"/><rect class="own" width="${width(measured)}" y="7" height="4"/></svg>`;
}
