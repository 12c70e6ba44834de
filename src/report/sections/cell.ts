import type { Band } from '../../schedule/events/reading.ts';
import type { GateDecision, RunReport, ShownStatus, TaskReport } from '../model/run.ts';
import type { ServiceStatus } from '../model/service.ts';
import { keptPhrase } from '../words/status-text.ts';

/** One value of a table, a list or a sentence, as what it means. */
export type Cell =
  /** Nothing is known or nothing applies; shown as a dash. */
  | { readonly type: 'none' }
  /** Nothing to add to the cells before it; shown as nothing. */
  | { readonly type: 'blank' }
  /** Words of Mission Runner, without markup. */
  | { readonly type: 'text'; readonly text: string; readonly strong?: true }
  /** A command, an option or a key, in words of Mission Runner. */
  | { readonly type: 'code'; readonly text: string }
  /** Words of a task, a mission file or a program: to be escaped, and cut if long. */
  | { readonly type: 'untrusted'; readonly text: string }
  /** Also untrusted. With `link` it leads to the task's report, or to the log. */
  | { readonly type: 'id'; readonly id: string; readonly link?: 'report' | 'log' }
  /** The first `most` ids, and how many more there are; not empty. */
  | { readonly type: 'ids'; readonly ids: readonly string[]; readonly most: number; readonly separator?: string }
  /** A file of the run's folder. */
  | { readonly type: 'file'; readonly path: string }
  /** Milliseconds. */
  | { readonly type: 'duration'; readonly milliseconds: number; readonly strong?: true }
  /** Milliseconds since the start of a run that has lasted `total`. */
  | { readonly type: 'offset'; readonly at: number; readonly total: number }
  | { readonly type: 'percent'; readonly value: number }
  /** A number without a unit, or with its unit in the column's title. */
  | { readonly type: 'figure'; readonly value: number; readonly decimals: number }
  | { readonly type: 'bytes'; readonly bytes: number }
  | { readonly type: 'task-status'; readonly status: ShownStatus; readonly phrase: string }
  | { readonly type: 'service-status'; readonly status: ServiceStatus; readonly phrase: string }
  | { readonly type: 'verdict'; readonly verdict: GateDecision['verdict'] }
  | { readonly type: 'band'; readonly band: Band; readonly forced: boolean }
  /** Milliseconds of runs, oldest first; the last one is this run if `own`. */
  | { readonly type: 'trend'; readonly values: readonly number[]; readonly own: boolean }
  /** A bar: this share of the longest, 0 to 1. */
  | { readonly type: 'share'; readonly share: number; readonly kind: 'own' | 'other' | 'floor' }
  /** Two bars, in percent of the machine. */
  | { readonly type: 'declared-measured'; readonly declared?: number; readonly measured?: number };

/** Cells one after the other; empty if there is nothing to say. */
export type Sentence = readonly Cell[];

export const none: Cell = { type: 'none' };
export const blank: Cell = { type: 'blank' };

export function text(words: string): Cell {
  return { type: 'text', text: words };
}

/** Words of Mission Runner in which `code` is marked as in Markdown. */
export function prose(words: string): Sentence {
  return words
    .split('`')
    .map((part, index): Cell => ({ type: index % 2 === 0 ? 'text' : 'code', text: part }))
    .filter((cell) => cell.type !== 'text' || cell.text !== '');
}

/** A dash for ''. */
export function textOrNone(words: string): Cell {
  return words === '' ? none : text(words);
}

export function strong(words: string): Cell {
  return { type: 'text', text: words, strong: true };
}

/** A dash for ''. */
export function untrusted(words: string): Cell {
  return words === '' ? none : { type: 'untrusted', text: words };
}

/** The name, if it says more than the id. */
export function nameCell({ id, name }: { readonly id: string; readonly name: string }): Cell {
  return name === id ? blank : { type: 'untrusted', text: name };
}

export function idCell(id: string | undefined): Cell {
  return id === undefined ? none : { type: 'id', id };
}

export function taskLink(id: string): Cell {
  return { type: 'id', id, link: 'report' };
}

export function idsCell(ids: readonly string[], most = 6): Cell {
  return ids.length === 0 ? none : { type: 'ids', ids, most };
}

export function durationCell(milliseconds: number | undefined): Cell {
  return milliseconds === undefined ? none : { type: 'duration', milliseconds };
}

export function offsetCell(report: RunReport, at: number | undefined): Cell {
  return at === undefined ? none : { type: 'offset', at, total: report.duration };
}

export function percentCell(value: number | undefined): Cell {
  return value === undefined ? none : { type: 'percent', value };
}

export function figureCell(value: number | undefined, decimals = 1): Cell {
  return value === undefined ? none : { type: 'figure', value, decimals };
}

export function bytesCell(bytes: number | undefined): Cell {
  return bytes === undefined ? none : { type: 'bytes', bytes };
}

export function statusCell(task: TaskReport): Cell {
  return { type: 'task-status', status: task.status, phrase: keptPhrase(task) };
}
