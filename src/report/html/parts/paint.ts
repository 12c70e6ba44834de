import { leastDifference } from '../../analysis/usual-time.ts';
import type { Cell, Sentence } from '../../sections/cell.ts';
import type { List } from '../../sections/list.ts';
import { dash, formatBytes, formatDuration, formatOffset, formatPercent, trimmed } from '../../text/format.ts';
import { barHeights } from '../../text/sparkline.ts';
import { declaredBars, shareBar, trendBars } from './bars.ts';
import { fileLink, idList, logLink, serviceSign, statusSign, taskLink } from './cells.ts';
import { html, type Markup, nothing, type Part } from './html.ts';
import { moreLine, section } from './section.ts';
import { shortText } from './short-text.ts';

/** Characters of one untrusted text in a table. */
const longestCell = 240;

/** Characters of one untrusted text in a sentence, which has more space. */
const longestInSentence = 600;

/** Cells one after the other; '' for none. */
export function paintSentence(sentence: Sentence): Part {
  return sentence.length === 0 ? '' : html`${sentence.map((cell) => html`${paintCell(cell, longestInSentence)}`)}`;
}

/** A neutral list as a section; `nothing` for none. */
export function paintList(id: string, list: List | undefined, total: number): Markup {
  if (list === undefined) return nothing;
  const items = list.items.map(({ at, sentence }) => {
    const time = at === undefined ? nothing : html`<span class="time">${formatOffset(at, total)}</span> `;
    return html`<li>${time}${paintSentence(sentence)}</li>
`;
  });
  const intro =
    list.intro.length === 0
      ? nothing
      : html`<p>${paintSentence(list.intro)}</p>
`;
  const content = html`${intro}<ul>
${items}</ul>
${moreLine(paintSentence(list.more))}`;
  return section(id, list.title, content);
}

/** What a cell means as markup; everything untrusted is escaped by `html`. */
export function paintCell(cell: Cell | undefined, longest = longestCell): Part {
  if (cell === undefined) return nothing;
  switch (cell.type) {
    case 'none':
      return dash;
    case 'blank':
      return nothing;
    case 'text':
      return strongIf(cell.text, cell.strong);
    case 'code':
      return html`<code>${cell.text}</code>`;
    case 'untrusted':
      return shortText(cell.text, longest);
    case 'id':
      return paintId(cell);
    case 'ids':
      return idList(cell.ids, cell.most, cell.separator);
    case 'file':
      return fileLink(cell.path, cell.path);
    case 'duration':
      return strongIf(formatDuration(cell.milliseconds), cell.strong);
    case 'offset':
      return formatOffset(cell.at, cell.total);
    case 'percent':
      return formatPercent(cell.value);
    case 'figure':
      return trimmed(cell.value, cell.decimals);
    case 'bytes':
      return formatBytes(cell.bytes);
    case 'task-status':
      return paintStatus(statusSign(cell.status), cell.phrase);
    case 'service-status':
      return html`${serviceSign(cell.status)} ${cell.phrase}`;
    case 'verdict':
      return html`<span class="verdict-${cell.verdict}">${cell.verdict}</span>`;
    case 'band':
      return html`<span class="band b-${cell.band}">${cell.band}</span>${cell.forced ? html`, <strong>forced</strong>` : nothing}`;
    case 'trend':
      return trendBars(
        barHeights(cell.values, leastDifference),
        cell.own,
        cell.values.map((value) => formatDuration(value)).join(', '),
      );
    case 'share':
      return shareBar(cell.share, cell.kind);
    case 'declared-measured':
      return declaredBars(cell.declared, cell.measured);
    default:
      return cell satisfies never;
  }
}

function strongIf(text: string, strong: true | undefined): Part {
  return strong === true ? html`<strong>${text}</strong>` : text;
}

function paintId({ id, link }: Extract<Cell, { readonly type: 'id' }>): Markup {
  switch (link) {
    case undefined:
      return html`<code>${id}</code>`;
    case 'report':
      return taskLink(id);
    case 'log':
      return logLink(id, html`<code>${id}</code>`);
    default:
      return link satisfies never;
  }
}

/** A short phrase stays on one line with its sign. */
function paintStatus(sign: Markup, phrase: string): Markup {
  const words = html`${sign} ${phrase}`;
  return phrase.length > 14 ? words : html`<span class="brief">${words}</span>`;
}
