import { html, type Markup, nothing, type Part } from './html.ts';

/** One section of the page under its heading; `mark` is one more attribute, see `longMark`. */
export function section(id: string, heading: string | Markup, content: Part, mark = nothing): Markup {
  return html`<section id="${id}"${mark} aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}</section>
`;
}

/** What is left out and where it is, or what else there is to know; `nothing` for ''. */
export function moreLine(text: Part): Markup {
  return text === ''
    ? nothing
    : html`<p class="more">${text}</p>
`;
}

/** A long section is laid out when the reader gets there; a short one at once, so that nothing jumps. */
export function longMark(rows: number): Markup {
  return rows > 100 ? html` class="long"` : nothing;
}
