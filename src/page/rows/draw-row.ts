import type { PageData } from '../../report/html/data/data.ts';
import { keptSign, serviceKind, serviceSigns, statusSigns } from '../../report/html/parts/words.ts';
import { idText, nameOf, serviceSentence, taskSentence } from '../parts/describe.ts';
import { element } from '../parts/element.ts';
import type { View } from '../parts/view-range.ts';
import type { Row } from './row-list.ts';
import { servicePieces, taskPieces } from './row-track.ts';

export interface Place {
  /** Counted from 1, headings left out. */
  readonly number: number;
  /** How many rows there are. */
  readonly count: number;
  /** The keyboard focus enters the list at this row. */
  readonly isCurrent: boolean;
  /** The details show it. */
  readonly isChosen: boolean;
}

/** Stays the same for a row, whatever is filtered. */
export function keyOf(row: Row): string {
  switch (row.type) {
    case 'group':
      return `group ${row.title}`;
    case 'service':
      return `service ${row.service.id}`;
    case 'task':
      return `task ${row.task.id}`;
  }
}

export interface RowRequest {
  readonly data: PageData;
  readonly row: Row;
  readonly place: Place;
  readonly view: View;
  /** Of the track, in pixels. */
  readonly width: number;
  /** The row as it was drawn before, if it was. It is redrawn in place, because it may have the focus. */
  readonly made: HTMLElement | undefined;
}

/** A row of the timeline. */
export function drawRow({ data, row, place, view, width, made }: RowRequest): HTMLElement {
  const drawn = made ?? newRow(data, row);
  if (row.type === 'group') return drawn;
  markRow(drawn, row, place);
  const pieces =
    row.type === 'service'
      ? servicePieces(data, row.service, view, width)
      : taskPieces(data, row.index, row.task, view, width);
  drawn.lastElementChild?.replaceChildren(...pieces);
  return drawn;
}

/** Sets position and selection, which may change with every key, and keeps the drawn content. */
export function markRow(drawn: HTMLElement, row: Row, place: Place): void {
  if (row.type === 'group') return;
  drawn.tabIndex = place.isCurrent ? 0 : -1;
  drawn.ariaSelected = String(place.isChosen);
  drawn.ariaPosInSet = String(place.number);
  drawn.ariaSetSize = String(place.count);
}

const critical = new WeakMap<PageData, ReadonlySet<number>>();

function isCritical(data: PageData, index: number): boolean {
  let known = critical.get(data);
  if (known === undefined) {
    known = new Set(data.critical);
    critical.set(data, known);
  }
  return known.has(index);
}

function newRow(data: PageData, row: Row): HTMLElement {
  switch (row.type) {
    case 'group': {
      const heading = element('div', 'row group');
      heading.role = 'presentation';
      heading.append(element('span', 'label', row.title), element('span', 'count', String(row.count)));
      return heading;
    }
    case 'service': {
      const { service } = row;
      const made = option(serviceSentence(service), serviceKind(service.status), serviceSigns[service.status], service);
      made.dataset.service = service.id;
      return made;
    }
    case 'task': {
      const { task, index } = row;
      const onPath = isCritical(data, index);
      const made = option(taskSentence(task, onPath), task.status, statusSigns[task.status], task, task.kept);
      made.dataset.task = task.id;
      if (onPath) made.dataset.critical = '';
      return made;
    }
  }
}

function option(
  sentence: string,
  status: string,
  sign: string,
  named: { readonly id: string; readonly name?: string | undefined },
  isKept = false,
): HTMLElement {
  const made = element('div', 'row');
  made.role = 'option';
  made.ariaLabel = sentence;
  const label = element('span', 'label');
  label.title = nameOf(named);
  const mark = element('span', `sign s-${status}`, sign);
  const track = element('span', 'track');
  // The sentence says the same.
  mark.ariaHidden = 'true';
  track.ariaHidden = 'true';
  label.append(mark, element('span', 'id', idText(named)), ' ');
  if (isKept) {
    const tag = element('span', 'tag');
    // As in the bars: a visible text of a row must be a part of its sentence, which says this too.
    tag.dataset.label = `${keptSign} kept`;
    label.append(tag, ' ');
  }
  label.append(element('span', 'name', named.name ?? ''));
  made.append(label, track);
  return made;
}
