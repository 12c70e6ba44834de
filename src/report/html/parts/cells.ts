import { logFile, taskFile } from '../../markdown/task/columns.ts';
import type { RunReport, TaskReport, TaskStatus } from '../../model/run.ts';
import { markdownTarget } from '../../text/escape.ts';
import { formatOffset } from '../../text/format.ts';
import { keptPhrase } from '../../words/status-text.ts';
import { html, type Markup, nothing } from './html.ts';
import { shortText } from './short-text.ts';
import { dash } from './table.ts';
import { statusSigns } from './words.ts';

/** Pieces of markup about tasks that several sections share. */

/** A sentence of ours in which `code` is marked as Markdown marks it. */
export function prose(sentence: string): readonly Markup[] {
  return sentence.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

/** Long tables are laid out when one gets there; short ones at once, so that nothing jumps. */
export function longMark(rows: number): Markup {
  return rows > 100 ? html` class="long"` : nothing;
}

/** The path of a file beside the page, as a link. Links never leave the run's folder. */
export function fileLink(path: string, text: string | Markup): Markup {
  return html`<a href="${markdownTarget(path)}">${text}</a>`;
}

/** Its id as a link to its own report. */
export function taskCell(id: string): Markup {
  return fileLink(taskFile(id, '.'), html`<code>${id}</code>`);
}

export function logLink(id: string, text: string | Markup): Markup {
  return fileLink(logFile(id, '.'), text);
}

export function idList(ids: readonly string[], most = 6): Markup {
  const shown = ids.slice(0, most).map((id, index) => html`${index === 0 ? '' : ', '}<code>${id}</code>`);
  return html`${shown}${ids.length > most ? ` and ${ids.length - most} more` : ''}`;
}

/** `✓ succeeded`: the sign is for the eye, the words for everybody. */
export function statusCell(task: TaskReport): Markup {
  const phrase = keptPhrase(task);
  const words = html`${statusSign(task.status)} ${phrase}`;
  return phrase.length > 14 ? words : html`<span class="brief">${words}</span>`;
}

export function statusSign(status: TaskStatus): Markup {
  return html`<span class="sign s-${status}" aria-hidden="true">${statusSigns[status]}</span>`;
}

export function offsetCell(report: RunReport, at: number | undefined): string {
  return at === undefined ? dash : formatOffset(at, report.duration);
}

/** The name, where it says more than the id. */
export function nameCell({ id, name }: { readonly id: string; readonly name: string }): string | Markup {
  return name === id ? nothing : shortText(name);
}
