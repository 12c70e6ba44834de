import { element } from '../parts/element.ts';

/** The elements of the timeline that stay for the life of the page. */
export interface TimelineFrame {
  /** Scrolls the rows and receives pointer events. */
  readonly scroller: HTMLElement;
  readonly axis: HTMLElement;
  /** As high as all rows together. */
  readonly body: HTMLElement;
  /** As wide as the time axis, behind the rows: bands, grid and the line at the pointer. */
  readonly backdrop: HTMLElement;
  readonly grid: HTMLElement;
  readonly line: HTMLElement;
  /** Contains the drawn rows. */
  readonly list: HTMLElement;
}

export function createFrame(host: HTMLElement): TimelineFrame {
  const frame = {
    scroller: element('div', 'scroller'),
    axis: element('div', 'axis'),
    body: element('div', 'body'),
    backdrop: element('div', 'backdrop'),
    grid: element('div', 'grid'),
    line: element('div', 'moment'),
    list: element('div', 'list'),
  };
  const { scroller, axis, body, backdrop, grid, line, list } = frame;
  axis.ariaHidden = 'true';
  backdrop.ariaHidden = 'true';
  list.role = 'listbox';
  list.ariaLabel = 'Tasks, tests and services in time';
  line.hidden = true;
  backdrop.append(grid, line);
  body.append(backdrop, list);
  scroller.append(axis, body);
  host.append(scroller);
  return frame;
}
