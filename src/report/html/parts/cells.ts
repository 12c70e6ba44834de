import type { ShownStatus } from '../../model/run.ts';
import type { ServiceStatus } from '../../model/service.ts';
import { logFile, taskFile } from '../../text/document-paths.ts';
import { markdownTarget } from '../../text/escape.ts';
import { html, type Markup } from './html.ts';
import { serviceKind, serviceSigns, statusSigns } from './words.ts';

/** A link to a file beside the page. Links never leave the run's folder. */
export function fileLink(path: string, text: string | Markup): Markup {
  return html`<a href="${markdownTarget(path)}">${text}</a>`;
}

/** An id as a link to the report of the task. */
export function taskLink(id: string): Markup {
  return fileLink(taskFile(id), html`<code>${id}</code>`);
}

export function logLink(id: string, text: string | Markup): Markup {
  return fileLink(logFile(id), text);
}

/** The first ids, and how many more there are. */
export function idList(ids: readonly string[], most: number, separator = ', '): Markup {
  const shown = ids.slice(0, most).map((id, index) => html`${index === 0 ? '' : separator}<code>${id}</code>`);
  return html`${shown}${ids.length > most ? ` and ${ids.length - most} more` : ''}`;
}

/** For the eye only: a screen reader gets the words beside it. */
export function statusSign(status: ShownStatus): Markup {
  return html`<span class="sign s-${status}" aria-hidden="true">${statusSigns[status]}</span>`;
}

export function serviceSign(status: ServiceStatus): Markup {
  return html`<span class="sign s-${serviceKind(status)}" aria-hidden="true">${serviceSigns[status]}</span>`;
}
