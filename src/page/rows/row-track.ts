import type { PageData, PageDecision, PageService, PageTask } from '../../report/html/data/data.ts';
import {
  keptSign,
  type PageWait,
  pauseSign,
  serviceKind,
  statusSigns,
  waitNames,
} from '../../report/html/parts/words.ts';
import { formatDuration, formatOffset } from '../../report/text/format.ts';
import { statusWord } from '../../report/words/status-text.ts';
import { decisionsOf } from '../parts/decisions-of.ts';
import { numberOf, pausedIn } from '../parts/describe.ts';
import { element } from '../parts/element.ts';
import { noteHint } from '../parts/hints.ts';
import { percentOf, type View } from '../parts/view-range.ts';

/** Width in pixels of a text of this length in a bar. */
const textWidth = (text: string): number => 6.4 * text.length + 10;

/** The waits and attempts of a task that are in the view. */
export function taskPieces(data: PageData, position: number, task: PageTask, view: View, width: number): HTMLElement[] {
  const pieces: HTMLElement[] = [];
  for (const [from, to, reason] of task.waits) {
    const piece = placed(`wait w-${reason}`, from, to, view);
    if (piece === undefined) continue;
    piece.dataset.wait = reason;
    label({ piece, text: reason === 'trigger' ? '' : waitNames[reason], from, to, view, width });
    noteHint(piece, () => ({
      title: waitTitle(reason),
      text: sentence(data, from, to, whyWaiting(data, position, from, reason)),
    }));
    pieces.push(piece);
  }
  for (const [from, to, status] of task.earlier ?? []) {
    const piece = placed('bar earlier', from, to, view);
    if (piece === undefined) continue;
    piece.dataset.earlier = status;
    const sign = statusSigns[status];
    label({ piece, text: `${sign} before the resume`, short: sign, from, to, view, width });
    const title = `launched before the resume: ${statusWord(status)}`;
    noteHint(piece, () => ({ title, text: sentence(data, from, to, undefined) }));
    pieces.push(piece);
  }
  for (const [index, [from, to, status]] of task.attempts.entries()) {
    const piece = placed(`bar s-${status}`, from, to, view);
    if (piece === undefined) continue;
    piece.dataset.attempt = String(index + 1);
    const isKept = task.kept === true && status === 'succeeded';
    const sign = isKept ? keptSign : statusSigns[status];
    if (isKept) piece.classList.add('kept');
    const text = `${sign}${isKept ? ' kept,' : ''} ${formatDuration(to - from - pausedIn(task, from, to))}`;
    label({ piece, text, short: sign, from, to, view, width });
    const end = `${statusWord(status)}${isKept ? ', kept by the resume' : ''}`;
    const title = task.attempts.length > 1 ? `attempt ${numberOf(task.attempts, index)}: ${end}` : end;
    const why = (): string | undefined =>
      status === 'evicted' ? whyAt(data, position, to, 'evicted') : status === task.status ? task.why : undefined;
    noteHint(piece, () => ({ title, text: sentence(data, from, to, why()) }));
    pieces.push(piece);
  }
  for (const [from, to] of task.pauses ?? []) {
    const piece = placed('bar paused', from, to, view);
    if (piece === undefined) continue;
    piece.dataset.pause = '';
    label({ piece, text: `${pauseSign} ${formatDuration(to - from)}`, short: pauseSign, from, to, view, width });
    const title = 'paused because memory was critical';
    noteHint(piece, () => ({ title, text: sentence(data, from, to, whyAt(data, position, from, 'paused')) }));
    pieces.push(piece);
  }
  const mark = task.attempts.length === 0 ? endMark(task, view) : undefined;
  return mark === undefined ? pieces : [...pieces, mark];
}

/** A mark where a task that never ran was decided: it has no bar. */
function endMark({ ended, status, why }: PageTask, view: View): HTMLElement | undefined {
  if (ended === undefined || ended < view.from || ended > view.to) return undefined;
  const mark = element('span', `end sign s-${status}`, statusSigns[status]);
  mark.style.left = `${percentOf(view, ended)}%`;
  noteHint(mark, () => ({ title: statusWord(status), text: why ?? 'it never ran' }));
  return mark;
}

/** A service from its start until it was ready, and from then to its end. */
export function servicePieces(data: PageData, service: PageService, view: View, width: number): HTMLElement[] {
  const { started, ready, failed, ended = data.duration } = service;
  if (started === undefined) return [];
  const end = serviceKind(service.status);
  const parts = [
    [started, ready ?? failed ?? ended, 'starting', 'getting ready'],
    ...(ready === undefined ? [] : [[ready, ended, end, 'ready'] as const]),
    ...(ready === undefined && end === 'failed' ? [[failed ?? started, ended, end, 'failed'] as const] : []),
  ] as const;
  return parts.flatMap(([from, to, kind, title]) => {
    const piece = placed(`bar service s-${kind}`, from, to, view);
    if (piece === undefined) return [];
    label({ piece, text: title, from, to, view, width });
    noteHint(piece, () => ({ title, text: sentence(data, from, to, kind === 'failed' ? service.why : undefined) }));
    return [piece];
  });
}

function waitTitle(reason: PageWait): string {
  return reason === 'backoff'
    ? 'between two attempts'
    : `waiting for ${reason === 'trigger' ? 'its trigger' : waitNames[reason]}`;
}

/** The reason of the decision that began this wait, in words. */
function whyWaiting(data: PageData, index: number, from: number, reason: PageWait): string | undefined {
  if (reason === 'trigger' || reason === 'backoff') return undefined;
  return whyAt(data, index, from, reason);
}

/** The sentence of a decision about this task. */
function whyAt(data: PageData, index: number, moment: number, wanted: PageDecision[2]): string | undefined {
  const decision = decisionsOf(data, index).find(([at, , verdict]) => at === moment && verdict === wanted);
  return decision === undefined ? undefined : data.texts[decision[9]];
}

function sentence(data: PageData, from: number, to: number, why: string | undefined): string {
  const moment = (at: number): string => formatOffset(at, data.duration);
  const span = `${formatDuration(to - from)}, from ${moment(from)} to ${moment(to)}`;
  return why === undefined ? span : `${span}\n${why}`;
}

function placed(classes: string, from: number, to: number, view: View): HTMLElement | undefined {
  if (to < view.from || from > view.to) return undefined;
  const piece = element('span', classes);
  // Cut at the edges of the view, so that its text stays readable; a straight end means that it continues.
  const left = Math.max(0, percentOf(view, from));
  piece.style.left = `${left}%`;
  piece.style.width = `${Math.min(100, percentOf(view, to)) - left}%`;
  if (from < view.from) piece.classList.add('from-before');
  if (to > view.to) piece.classList.add('goes-on');
  return piece;
}

interface LabelRequest {
  readonly piece: HTMLElement;
  readonly text: string;
  /** Shown if there is no space for `text`. */
  readonly short?: string;
  /** The time of the piece, in milliseconds since the start of the run. */
  readonly from: number;
  readonly to: number;
  readonly view: View;
  /** Of the whole track, in pixels. */
  readonly width: number;
}

/** Shows the longest of the texts that has space. */
function label({ piece, text, short = '', from, to, view, width }: LabelRequest): void {
  const share = (Math.min(to, view.to) - Math.max(from, view.from)) / (view.to - view.from);
  const space = share * width;
  const fitting = space >= textWidth(text) ? text : space >= textWidth(short) ? short : '';
  // Shown by the style sheet, because a screen reader reads the row's own sentence instead.
  if (fitting !== '') piece.dataset.label = fitting;
}
